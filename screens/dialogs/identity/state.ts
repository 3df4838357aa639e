import type { Captcha } from '../../../src/accounts/captcha.ts';
import type { CodePurpose } from '../../../src/accounts/sms-code.ts';
import type { Joining } from '../../../src/jobs/accounts/identity.ts';
import { selectedText, type TextState } from '../../widgets/text-state.ts';

/** What is asked for, a line each. */
export type FieldName =
  | 'mobile'
  | 'captcha'
  | 'code'
  | 'enterprise'
  | 'enterpriseCode'
  | 'user'
  | 'name'
  | 'password'
  | 'again';

export type StepName = 'type' | 'mobile' | 'code' | 'agreement' | 'person' | 'password' | 'done';

/** Registers somebody (A1, A2), or gives them another password (A5), by proving that they hold a number: step by step, over the login page. */
export interface IdentityDialog {
  readonly kind: 'identity';
  readonly course: CodePurpose;
  readonly joining: Joining;
  /** SMS lie in the mailbox of the practice bureau. */
  readonly practice: boolean;
  readonly step: StepName;
  /** Code and name of each type of enterprise. */
  readonly types: readonly { readonly code: string; readonly name: string }[];
  readonly type: number;
  readonly captcha: Captcha;
  readonly values: Readonly<Partial<Record<FieldName, string>>>;
  readonly index: number;
  readonly text: TextState;
  /** The number that the code went to. */
  readonly mobile: string;
  /** Milliseconds since 1970: when another code may be asked for, and when the last step was reached. */
  readonly resendAt: number;
  readonly doneAt: number;
  /** The first line of the agreement that is in view. */
  readonly first: number;
  /** Who has registered is at work now, and may bind a device. */
  readonly seated: boolean;
  /** What the last step says. */
  readonly outcome: string;
}

/** The steps of each course; the first person of an office chooses the type of the enterprise. */
const STEPS: Readonly<Record<CodePurpose, readonly StepName[]>> = {
  register: ['type', 'mobile', 'code', 'agreement', 'person', 'done'],
  recover: ['mobile', 'code', 'password', 'done'],
};

export const stepsOf = ({ course }: IdentityDialog): readonly StepName[] => STEPS[course];

const FIELDS: Readonly<Partial<Record<StepName, readonly FieldName[]>>> = {
  mobile: ['mobile', 'captcha'],
  code: ['code'],
  person: ['enterprise', 'enterpriseCode', 'user', 'name', 'password', 'again'],
  password: ['password', 'again'],
};

/** The fields of the step; who joins an enterprise does not name it. */
export function fieldsOf({ step, joining }: IdentityDialog): readonly FieldName[] {
  const fields = FIELDS[step] ?? [];
  return joining.isFirst ? fields : fields.filter(name => name !== 'enterprise' && name !== 'enterpriseCode');
}

/** What is not shown, and is typed anew when a step is come back to. */
export const isSecret = (name: FieldName | undefined): boolean => name === 'password' || name === 'again';

const FORGOTTEN: readonly FieldName[] = ['captcha', 'code', 'password', 'again'];

/** The focus in a field of the step. */
export function inField(dialog: IdentityDialog, index: number): IdentityDialog {
  const name = fieldsOf(dialog)[index];
  return { ...dialog, index, text: selectedText((name && dialog.values[name]) ?? '') };
}

/** Another step, from its first field; nothing that was typed is lost but what is secret or used up. */
export function atStep(dialog: IdentityDialog, step: StepName): IdentityDialog {
  const values = { ...dialog.values };
  for (const name of FORGOTTEN) delete values[name];
  return inField({ ...dialog, step, values, first: 0 }, 0);
}
