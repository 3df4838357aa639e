import { refuseUnsound } from './arguments.ts';
import { accounts } from './commands/accounts.ts';
import { apportion } from './commands/apportion.ts';
import { articles } from './commands/articles.ts';
import { assign } from './commands/assign.ts';
import { audit } from './commands/audit.ts';
import { channel } from './commands/channel.ts';
import { check } from './commands/check.ts';
import { checkListCommand } from './commands/check-list.ts';
import { codes } from './commands/codes.ts';
import { completeOf } from './commands/complete.ts';
import { completion } from './commands/completion.ts';
import { doctor } from './commands/doctor.ts';
import { edit } from './commands/edit.ts';
import { exportDeclarations } from './commands/export.ts';
import { guideOf } from './commands/guide.ts';
import { importInto } from './commands/import.ts';
import { copy, customs, remove, save, undelete } from './commands/keep.ts';
import { list } from './commands/list.ts';
import { login, logout } from './commands/login.ts';
import { members } from './commands/members.ts';
import { newFromLine } from './commands/new.ts';
import { notices } from './commands/notices.ts';
import { outbox } from './commands/outbox.ts';
import { paperless } from './commands/paperless.ts';
import { parties } from './commands/parties.ts';
import { practice } from './commands/practice.ts';
import { practiceServe } from './commands/practice-serve.ts';
import { print } from './commands/print.ts';
import { printTemplate } from './commands/print-template.ts';
import { receipts } from './commands/receipts.ts';
import { receive } from './commands/receive.ts';
import { rejections } from './commands/rejections.ts';
import { review } from './commands/review.ts';
import { send } from './commands/send.ts';
import { settings } from './commands/settings.ts';
import { show } from './commands/show.ts';
import { split } from './commands/split.ts';
import { stats } from './commands/stats.ts';
import { store } from './commands/store.ts';
import { template } from './commands/template.ts';
import { watch } from './commands/watch.ts';
import { workbook } from './commands/workbook.ts';
import type { Command, Work } from './context.ts';

const ALL: readonly Command[] = [
  practice,
  importInto,
  watch,
  workbook,
  check,
  checkListCommand,
  newFromLine,
  edit,
  apportion,
  split,
  save,
  assign,
  review,
  send,
  receive,
  receipts,
  notices,
  rejections,
  paperless,
  list,
  stats,
  exportDeclarations,
  show,
  print,
  printTemplate,
  copy,
  customs,
  remove,
  undelete,
  template,
  parties,
  articles,
  channel,
  settings,
  codes,
  audit,
  store,
  outbox,
  doctor,
  guideOf(() => COMMANDS),
  completion,
  login,
  logout,
  members,
  accounts,
];

/** Every batch command, in the order of the work. */
export const COMMANDS: readonly Command[] = ALL.map(sound);

/** What the program starts of itself. */
export const INTERNAL: readonly Work[] = [sound(practiceServe), completeOf(() => COMMANDS)];

function sound<W extends Work>(command: W): W {
  return {
    ...command,
    build: yargs =>
      command
        // Else yargs loses a lone `-`, which stands for standard input.
        .build(yargs.parserConfiguration({ 'unknown-options-as-args': true }))
        .check(args => {
          refuseUnsound(args);
          return true;
        }),
  };
}
