import { parseArgs } from 'node:util';
import { startDemoUpstream } from './index.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    recorded: { type: 'string' },
    seed: { type: 'string' },
    today: { type: 'string' },
    days: { type: 'string' },
  },
});

const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text));

const upstream = await startDemoUpstream({
  port: numberOf(values.port),
  seed: numberOf(values.seed),
  days: numberOf(values.days),
  today: values.today,
  recorded: values.recorded,
});
process.stdout.write(`${upstream.origin}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => upstream.close().then(() => process.exit(0)));
}
