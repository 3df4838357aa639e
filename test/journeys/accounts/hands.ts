import { expect } from 'vitest';
import type { IdentityDialog } from '../../../screens/dialogs/identity/state.ts';
import { readMailbox } from '../../../src/jobs/practice.ts';
import { readCaptcha } from '../../accounts/captcha-eyes.ts';
import type { TestProgram } from '../program.ts';

export const MOBILE = '13800138000';

/** The dialog that registers or recovers. */
export function identityOf(program: TestProgram): IdentityDialog {
  const dialog = program.state().dialogs.find(({ kind }) => kind === 'identity');
  if (dialog?.kind !== 'identity') throw new Error('nobody registers or recovers');
  return dialog;
}

/** What people read in the picture. */
export const readPicture = (program: TestProgram): string => readCaptcha(identityOf(program).captcha.lines);

/** The code of the SMS that came last. */
export async function lastCode(program: TestProgram): Promise<string> {
  const [sms] = await readMailbox(program.office);
  const code = /验证码 (\d{6})/u.exec(sms?.text ?? '')?.[1];
  if (code === undefined) throw new Error('no SMS with a code');
  return code;
}

/** From the step for the number to that for the code. */
export async function askForCode(program: TestProgram, mobile = MOBILE): Promise<void> {
  expect(identityOf(program).step).toBe('mobile');
  await program.press('<ctrl+u>', mobile, '<enter>', readPicture(program), '<enter>');
}
