import type { FaultCode } from '../catalogue/wording.ts';
import type { OfficeLevel, OfficeLevels } from '../declaration/check.ts';
import type { Office } from './office.ts';
import { keptRules, RULES, ruleFaults, shownRules } from './settings/rule-levels.ts';

/** Has a rule count otherwise from now on. Throws `rules.fixed`. */
export async function changeRule(
  office: Office,
  code: FaultCode,
  next: (inForce: OfficeLevel | undefined) => OfficeLevel,
): Promise<OfficeLevels> {
  await office.store.settings.update(RULES, held => {
    const shown = shownRules(held);
    const wanted = { ...shown, [code]: next(shown[code]) };
    const [fault] = ruleFaults(wanted);
    if (fault) throw fault;
    return keptRules(wanted);
  });
  return await office.readLevels();
}
