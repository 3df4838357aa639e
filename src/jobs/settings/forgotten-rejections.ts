import * as v from 'valibot';
import { UserError } from '../../errors.ts';
import { cleanLine } from '../../text.ts';
import { settingsDocument, text } from './document.ts';

/** A reason of the bureau that nobody is to be reminded of, until it is given again. */
export interface ForgottenRejection {
  readonly name: string;
  /** When it was forgotten, milliseconds since 1970. */
  readonly at: number;
}

export const FORGOTTEN = settingsDocument<readonly ForgottenRejection[]>(
  'forgotten-rejections',
  v.array(v.object({ name: text(), at: v.number() })) as v.GenericSchema<unknown, readonly ForgottenRejection[]>,
  [],
);

/** What is wrong with them: `rejections.name`. */
export function forgottenFaults(forgotten: readonly ForgottenRejection[]): readonly UserError[] {
  return forgotten
    .filter(({ name }) => !/^[0-9a-f]{8}$/u.test(name))
    .map(
      ({ name }) =>
        new UserError('rejections.name', `“${cleanLine(name)}”不是退单原因的编号`, {
          exit: 'usage',
          next: ['编号是 8 位，rejections list 列出'],
        }),
    );
}
