import type { FormName } from './row.ts';

/** The form a text should have: undefined when it has it, else the permanent word of the warning. Facts: formats/validation_rules.csv. */
type Form = (value: string) => string | undefined;

const LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

const weighted = (values: readonly number[], weights: readonly number[]) =>
  values.reduce((sum, value, place) => sum + value * (weights[place] ?? 0), 0);

/** ISO 6346: A is 10, and 11, 22 and 33 are left out. */
const containerValue = (letter: string) => {
  const place = letter.charCodeAt(0) - 65;
  return /\d/u.test(letter) ? Number(letter) : 10 + place + Math.floor((place + 9) / 10);
};

/** ISO 6346 / GB/T 1836 container number: owner, category, serial, check digit. */
export function containerNumberFault(value: string): 'container.form' | 'container.check-digit' | undefined {
  if (!/^[A-Z]{3}[UJZ][0-9]{7}$/u.test(value)) return 'container.form';
  const sum = [...value.slice(0, 10)].reduce((total, letter, place) => total + containerValue(letter) * 2 ** place, 0);
  return (sum % 11) % 10 === Number(value.at(-1)) ? undefined : 'container.check-digit';
}

const vinValue = (letter: string) =>
  /\d/u.test(letter) ? Number(letter) : ((((letter.charCodeAt(0) - 65) % 9) + (letter >= 'S' ? 1 : 0)) % 9) + 1;

const organisationCode: Form = value => {
  const match = /^([0-9A-Z]{8})-?([0-9X])$/u.exec(value);
  if (!match) return 'organisation-code.form';
  const [, body = '', check] = match;
  const rest =
    11 -
    (weighted(
      [...body].map(letter => Number.parseInt(letter, 36)),
      ORGANISATION_WEIGHTS,
    ) %
      11);
  return check === (rest === 10 ? 'X' : String(rest % 11)) ? undefined : 'organisation-code.check-digit';
};

/** What a text field's form asks for; all are warnings, since the bureau's own data breaks each of them now and then. */
export const FORMS: Readonly<Record<FormName, Form>> = {
  registration: value => (/^[0-9]{10}$/u.test(value) ? undefined : 'registration.form'),
  customsRegistration: value => (/^[0-9A-Z]{10}$/u.test(value) ? undefined : 'customs-registration.form'),
  telephone: value => {
    const plain = value.replace(/[\s()]/gu, '').replace(/^\+?86-?/u, '');
    return /^1[3-9][0-9]{9}$/u.test(plain) ||
      /^(0[0-9]{2,3}-?)?[2-9][0-9]{6,7}(-[0-9]{1,6})?$/u.test(plain) ||
      /^\+/u.test(value) ||
      /^[48]00-?[0-9]{3,4}-?[0-9]{3,4}$/u.test(plain)
      ? undefined
      : 'phone.unusual';
  },
  // GB 32100-2015. Codes of other lengths are the party's code in some other register: not judged.
  creditCode: value => {
    if (value.length !== 18) return undefined;
    if (!/^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$/u.test(value)) return 'credit-code.form';
    const sum = weighted(
      [...value.slice(0, 17)].map(letter => LETTERS.indexOf(letter)),
      CREDIT_WEIGHTS,
    );
    return LETTERS[(31 - (sum % 31)) % 31] === value.at(-1) ? undefined : 'credit-code.check-digit';
  },
  // GB 11714-1997; an 18-character credit code is taken in its place since 2015.
  organisationCode: value => (value.length === 18 ? FORMS.creditCode(value) : organisationCode(value)),
  // GB 16735: many European cars do not follow the check digit.
  vin: value => {
    if (!/^[A-HJ-NPR-Z0-9]{17}$/u.test(value)) return 'vin.form';
    const rest = weighted([...value].map(vinValue), VIN_WEIGHTS) % 11;
    return value[8] === (rest === 10 ? 'X' : String(rest)) ? undefined : 'vin.check-digit';
  },
};
