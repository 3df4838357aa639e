import { channelSettings, isPractice } from '../../src/jobs/channel.ts';
import type { Effect } from '../contract/change.ts';
import { replyToApp } from '../contract/reply.ts';

/** Whether what is sent stays on this machine, as the title says it: the channel may have been changed, here or by another program. */
export const markPractice: Effect = {
  async run({ office }) {
    const practice = await isPractice(await channelSettings(office));
    return replyToApp(({ ui }) => (ui.session.practice === practice ? {} : { practice }));
  },
};
