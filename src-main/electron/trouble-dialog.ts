import type { Dialog } from 'electron';
import type { Trouble, WayOut } from '../core/index.ts';
import { electronTexts, waysOutTexts as t } from './texts.ts';

/**
 * Says in a dialog of the system why the program does not start, and asks which way out to go; closing
 * the dialog counts as `quit`. `sentence` is what is wrong; `notHelped`, that the last way did not help.
 */
export async function askWayOut(
  dialog: Pick<Dialog, 'showMessageBox'>,
  sentence: string,
  trouble: Trouble,
  notHelped: boolean,
): Promise<WayOut | 'quit'> {
  const choices = [...trouble.waysOut, 'quit'] as const;
  const details = trouble.waysOut.map((wayOut) => t.about[wayOut](trouble.newestBackup?.at ?? 0));
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: electronTexts.title,
    message: notHelped ? t.notHelped(sentence) : sentence,
    detail: details.filter((text) => text !== '').join('\n\n'),
    buttons: choices.map((choice) => t.labels[choice]),
    defaultId: 0,
    cancelId: choices.length - 1,
    // Plain buttons on Windows, as elsewhere.
    noLink: true,
  });
  return choices[response] ?? 'quit';
}
