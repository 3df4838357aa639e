import { UserError } from '../errors.ts';
import { cleanLine } from '../text.ts';
import { nameOf, openChannel, platformName } from './channel.ts';
import type { Office } from './office.ts';
import type { Platform } from './settings/channel.ts';
import type { Answer } from './wire.ts';

/** What the other side of a channel says when it is asked whether it is there. */
export interface ChannelTest {
  readonly platform: Platform;
  /** One an address or folder, in its words. */
  readonly texts: readonly string[];
}

/**
 * Asks the channel in force whether it takes what this office says; nothing is declared.
 *
 * @throws UserError of the line, of what is not filled in, or `transport.login` and `transport.refused-test` for what it answers
 */
export async function testChannel(office: Office, signal?: AbortSignal): Promise<ChannelTest> {
  const whole = await openChannel(office);
  const texts: string[] = [];
  for (const way of whole.ways?.all ?? [async () => whole]) {
    const open = await way();
    const answers = await open.line.test(signal);
    for (const answer of answers) demandTaken(answer);
    const named = whole.ways ? `${platformName(nameOf(open))} ` : '';
    texts.push(...answers.map(({ text = '' }) => `${named}${cleanLine(text) || '已接通'}`));
  }
  return { platform: whole.platform, texts };
}

function demandTaken({ outcome, text = '' }: Answer): void {
  if (outcome === 'taken' || outcome === 'again') return;
  if (outcome === 'login')
    throw new UserError('transport.login', '接通了，但对方不接受通讯账号', {
      exit: 'login',
      next: ['核对申报通讯的账号和密码'],
    });
  throw new UserError('transport.refused-test', `接通了，但对方不受理：${cleanLine(text) || '没有说明原因'}`, {
    exit: 'transport',
    next: ['核对申报通讯的地址，或联系对方'],
  });
}
