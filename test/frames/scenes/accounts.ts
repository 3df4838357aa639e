import { replyToApp } from '../../../screens/contract/reply.ts';
import type { MailboxDialog } from '../../../screens/dialogs/mailbox.ts';
import { bindDevice } from '../../../src/jobs/accounts/devices.ts';
import { registerMember } from '../../../src/jobs/accounts/members.ts';
import { setSetting } from '../../../src/jobs/settings/by-name.ts';
import { importGood } from '../../jobs/office.ts';
import { loggingIn, staffedHome, WANG } from '../../journeys/accounts/people.ts';
import type { Begin, Walk } from '../gallery.ts';

const staffed: Begin = async (stage, options) => await stage.start({ ...options, home: await staffedHome(stage) });

/** An office with people of every state, its administrator at work. */
const peopled: Begin = async (stage, options) => {
  const program = await staffed(stage, options);
  await registerMember(program.office, {
    user: 'zhao',
    name: '赵六',
    password: 'geheim-Zhao-3',
    mobile: '13900000000',
  });
  await registerMember(program.office, {
    user: 'qian',
    name: '钱七',
    password: 'geheim-Qian-4',
    mobile: '13700000000',
  });
  await program.press(...loggingIn(WANG));
  return program;
};

/** What was done in an office in a day. */
const audited: Begin = async ({ start }, options) => {
  const program = await start(options);
  const { office } = program;
  const [entryNo = ''] = await importGood(office, 2);
  await setSetting(office, 'switches.holdSeconds', '10');
  await office.store.secrets.set('channel.password', 'geheim');
  await office.store.remove(entryNo);
  return program;
};

/** What lies in the mailbox of practising; codes and times are drawn anew each time. */
const mailbox: MailboxDialog = {
  kind: 'mailbox',
  messages: [
    {
      at: Date.UTC(2017, 9, 24, 2, 5),
      mobile: '13800138000',
      text: '【报检台】找回密码的验证码 482915，5 分钟内有效。不要告诉任何人。',
    },
    {
      at: Date.UTC(2017, 9, 24, 2),
      mobile: '13900000000',
      text: '【报检台】注册的验证码 730264，5 分钟内有效。不要告诉任何人。',
    },
  ],
  index: 0,
};

export const ACCOUNTS: readonly Walk[] = [
  {
    scenes: { 'members-off': ['<alt+k>'] },
  },
  {
    begin: peopled,
    scenes: {
      'pending-people': [],
      members: ['<escape>', '<alt+k>'],
      'members-found': ['li'],
      'member-menu': ['<enter>'],
      'member-password': ['3', 'abc'],
      devices: async program => {
        await program.press('<escape>', '<escape>', '<f7>');
      },
      'devices-bound': async program => {
        await bindDevice(program.office, { id: 'device-1', name: '王芳的手机' });
        await bindDevice(program.office, { id: 'device-2', name: '备用' });
        await program.press('<escape>', '<f7>', '<down>');
      },
      mailbox: async program => {
        await program.press('<escape>');
        program.program.run({ run: () => replyToApp(() => ({ open: mailbox })) });
        await program.program.idle();
      },
      locked: ['<escape>', '<alt+.>'],
      'locked-wrong': ['falsch', '<enter>'],
    },
  },
  {
    begin: staffed,
    scenes: {
      login: [],
      'login-typing': ['wang', '<enter>', 'abc'],
      'login-wrong': ['<enter>'],
    },
  },
  {
    begin: audited,
    scenes: {
      audit: ["<alt+'>"],
      'audit-found': ['设置'],
      'audit-detail': ['<enter>'],
    },
  },
];
