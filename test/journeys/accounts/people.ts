import { addMember } from '../../../src/jobs/accounts/members.ts';
import { turnOn } from '../../../src/jobs/accounts/turn-on.ts';
import { type OfficeOptions, openOffice } from '../../../src/jobs/office.ts';
import { changeSwitches } from '../../../src/jobs/switches.ts';
import { officeOptions } from '../../jobs/office-options.ts';
import { MANUAL_DAY, type TestProgram, type TestProgramOptions } from '../program.ts';
import type { Stage } from '../stage.ts';

export const WANG = { user: 'wang', name: '王芳', password: 'geheim-Wang-1' };
export const LI = { user: 'li', name: '李明', password: 'geheim-Li-22', mobile: '13800000000' };

/** A home where people log in: 王芳 is its administrator, 李明 a declarant. */
export async function staffedHome(stage: Stage, more: Partial<OfficeOptions> = {}): Promise<string> {
  const home = await stage.folder();
  let ids = 0;
  const options = officeOptions(home, { now: MANUAL_DAY });
  const office = await openOffice({ ...options, newId: () => `member-${++ids}`, ...more });
  await turnOn(office, WANG, { type: '代理企业', name: '捷顺报关行', code: '4401' });
  await addMember(office, LI, 'declarant');
  // As the programs of these tests have it.
  await changeSwitches(office, held => ({ ...held, holdSeconds: 0 }));
  await office.close();
  return home;
}

/** The keys by which somebody logs in. */
export const loggingIn = ({ user, password }: { readonly user: string; readonly password: string }): string[] => [
  `${user}<enter>`,
  `${password}<enter>`,
];

/** The program with somebody at work in it. */
export async function startAs(stage: Stage, person: typeof WANG, options: TestProgramOptions): Promise<TestProgram> {
  const program = await stage.start(options);
  await program.press(...loggingIn(person));
  return program;
}
