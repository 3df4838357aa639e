import { channelSettings } from '../../src/jobs/channel.ts';
import type { Office } from '../../src/jobs/office.ts';
import { enterprisesOf, partiesOf } from '../../src/jobs/own-lists.ts';
import { shortcutsOf } from '../../src/jobs/shortcuts.ts';
import { switchesOf } from '../../src/jobs/switches.ts';
import type { OwnLists } from './field-editor.ts';

/** The office's own lists, for the fields that search them. */
export async function ownLists(office: Office): Promise<OwnLists> {
  const [switches, enterprises, parties, shortcuts, channel] = await Promise.all([
    switchesOf(office),
    enterprisesOf(office),
    partiesOf(office),
    shortcutsOf(office),
    channelSettings(office),
  ]);
  return { switches, enterprises, parties, shortcuts, channel, readOnly: office.store.readOnly };
}
