import {
  type SyncLogEntry,
  type SyncLoss,
  type SyncStatus,
  type SyncSubject,
  targetAddress,
} from '../../src-shared/contract/index.ts';
import type { Context, Outcome } from './command.ts';
import { isoTime } from './iso-time.ts';
import type { CoreClient } from './session.ts';
import { momentText, syncMessage, syncMachinesTexts as texts } from './sync-texts.ts';
import { renderTable } from './table.ts';
import { singleLine } from './width.ts';

type Trouble = SyncStatus['trouble'];

function troubleJson(trouble: Trouble) {
  if (trouble === null) return null;
  const { reason, documents, at } = trouble;
  return { reason, documents, at: isoTime(at), message: syncMessage(reason, documents) };
}

const troubleText = (trouble: Trouble): string =>
  trouble === null ? '' : syncMessage(trouble.reason, trouble.documents);

function statusText(status: SyncStatus, { style }: Context): string {
  const { labels, states, places, yes, no, never, documents } = texts.status;
  const { target, lastAt, newer, unread } = status;
  const ofTarget = (text: string): string => (target === null ? '' : text);
  const rows = [
    [labels.target, target === null ? texts.wasOff : targetAddress(target)],
    [labels.encrypted, ofTarget(status.encrypted ? yes : no)],
    [labels.secrets, ofTarget(places[status.secrets])],
    [labels.state, ofTarget(states[status.state])],
    [labels.trouble, troubleText(status.trouble)],
    [labels.lastAt, ofTarget(lastAt === null ? never : momentText(lastAt))],
    [labels.unsent, ofTarget(documents(status.unsent))],
    [labels.newer, newer === 0 ? '' : texts.newer(newer)],
    [labels.unread, unread === 0 ? '' : texts.unread(unread)],
  ];
  const known = rows.filter(([, value]) => value !== '') as string[][];
  return renderTable([{ title: '' }, { title: '' }], known, style);
}

/** How this machine stands with the target. */
export async function showStatus(client: CoreClient, context: Context): Promise<Outcome> {
  const status = await client.sync.status();
  const { lastAt, trouble } = status;
  const json = { ...status, trouble: troubleJson(trouble), lastAt: isoTime(lastAt) };
  return { json, human: statusText(status, context), problem: null };
}

/** A value of a document in a line that people read; long ones are cut. */
function valueText(value: unknown): string {
  const text = singleLine(JSON.stringify(value) ?? '');
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 120;

const subjectText = ({ title, collection }: SyncSubject): string =>
  title === null ? collection : `${collection}, “${singleLine(title)}”`;

function lossLines({ subject, field, value, current, machine, at, isBack }: SyncLoss): string[] {
  const { loss, was, is, isBack: back } = texts.log;
  return [
    `  ${loss(subjectText(subject), field)}`,
    `    ${was(valueText(value), machine, momentText(at))}`,
    `    ${isBack ? back : is(valueText(current))}`,
  ];
}

function entryLines(entry: SyncLogEntry): string[] {
  const { at, machines, sent, changed, merged, mergedCount, trouble, losses } = entry;
  const who = machines.length === 0 ? '' : texts.log.with(machines);
  const more = mergedCount - merged.length;
  return [
    `${momentText(at)}${who}: ${texts.log.ran(sent, changed, mergedCount)}`,
    ...(trouble === null ? [] : [`  ${troubleText(trouble)}`]),
    ...merged.map(({ subject, fields }) => `  ${texts.log.merged(subjectText(subject), fields)}`),
    ...(more > 0 ? [`  ${texts.log.more(more)}`] : []),
    ...losses.flatMap(lossLines),
  ];
}

/** The last runs that moved something, newest first. */
export async function showLog(client: CoreClient, limit: number): Promise<Outcome> {
  const { entries } = await client.sync.log({ limit });
  const json = entries.map(({ at, trouble, losses, ...entry }) => ({
    ...entry,
    at: isoTime(at),
    trouble: troubleJson(trouble),
    losses: losses.map((loss) => ({ ...loss, at: isoTime(loss.at) })),
  }));
  const lines = entries.length === 0 ? [texts.log.none] : entries.flatMap(entryLines);
  return { json, human: lines.map((line) => `${safeLine(line)}\n`).join(''), problem: null };
}

/** Names that other machines gave must not drive the terminal; the line keeps its place. */
function safeLine(line: string): string {
  const place = line.length - line.trimStart().length;
  return ' '.repeat(place) + singleLine(line);
}
