import type { MessagePortMain, UtilityProcess } from 'electron';
import type { WayOut } from '../core/index.ts';
import type { FromCore, HostCall, StartOrder, StartOutcome, ToCore } from './core-messages.ts';

/** What the supervisor needs; times are in milliseconds. */
export type SupervisorParts = {
  fork(): Pick<UtilityProcess, 'on' | 'postMessage' | 'kill'>;
  order: StartOrder;
  answer(asked: HostCall): Promise<unknown>;
  /** Told at each start, the first and those after a crash. */
  onOutcome(outcome: StartOutcome): void;
  /** The core ended too often to be started again. */
  onGivenUp(): void;
  /** Waits between restarts; as many restarts as there are waits. */
  backOffMs?: readonly number[];
  /** A core that ran this long starts with all its restarts again. */
  steadyMs?: number;
  /** How long a core may take to close before it is ended. */
  closeMs?: number;
};

export type CoreSupervisor = {
  /** Hands a port to the core, at once or when it has started again. */
  connect(port: MessagePortMain): void;
  /** Lets a core that refused to start go a way out; it tells another outcome then. */
  recover(wayOut: WayOut): void;
  /** Resolves when the core's process has ended. */
  close(): Promise<void>;
};

/** Runs the core in a process of its own, starts it again when it dies, and ends it in the end. */
export function superviseCore(parts: SupervisorParts): CoreSupervisor {
  const backOff = parts.backOffMs ?? [100, 500, 2_000, 5_000, 10_000];
  const waitingPorts: MessagePortMain[] = [];
  const ended: (() => void)[] = [];
  let child: ReturnType<SupervisorParts['fork']> | null = null;
  let running = false;
  let closing = false;
  /** A core that refused to start does nothing more until it is told to. */
  let refused = false;
  let restarting = false;
  let restarts = 0;

  const send = (message: ToCore, ports: MessagePortMain[] = []) =>
    child?.postMessage(message, ports);
  const handOver = (port: MessagePortMain) => send({ type: 'port' }, [port]);

  const receive = (message: FromCore) => {
    if (message.type === 'ask') {
      reply(message.id, parts.answer(message));
      return;
    }
    if (message.type === 'restarting') {
      restarting = true;
      running = false;
      return;
    }
    running = message.outcome === 'started';
    refused = !running;
    if (running) for (const port of waitingPorts.splice(0)) handOver(port);
    parts.onOutcome(message);
  };

  const reply = (id: number, result: Promise<unknown>) => {
    const to = child;
    const settle = (ok: boolean) => (value: unknown) => {
      const answer: ToCore = { type: 'answer', id, ok, value: ok ? value : String(value) };
      if (child === to) send(answer);
    };
    result.then(settle(true), settle(false));
  };

  const start = () => {
    const startedAt = Date.now();
    child = parts.fork();
    child.on('message', (message) => receive(message as FromCore));
    // A full heap and the like. Without a listener Node would throw it here; `exit` follows.
    child.on('error', (type, location) =>
      console.error(`offprint: the core ended: ${type} at ${location}`),
    );
    child.on('exit', () => {
      child = null;
      running = false;
      if (Date.now() - startedAt >= (parts.steadyMs ?? 60_000)) restarts = 0;
      afterEnd();
    });
    send({ type: 'start', order: parts.order });
  };

  const afterEnd = () => {
    if (restarting && !closing) {
      restarting = false;
      return start();
    }
    if (closing || refused) {
      closing = true;
      for (const tell of ended.splice(0)) tell();
      return;
    }
    const wait = backOff[restarts];
    restarts += 1;
    if (wait === undefined) {
      closing = true;
      parts.onGivenUp();
    } else setTimeout(() => !closing && start(), wait);
  };

  start();
  return {
    recover(wayOut) {
      refused = false;
      send({ type: 'recover', wayOut });
    },
    connect(port) {
      if (running) handOver(port);
      else waitingPorts.push(port);
    },
    close() {
      closing = true;
      if (child === null) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => child?.kill(), parts.closeMs ?? 8_000);
        ended.push(() => {
          clearTimeout(timer);
          resolve();
        });
        send({ type: 'close' });
      });
    },
  };
}
