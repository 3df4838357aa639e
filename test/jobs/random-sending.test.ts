import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Declaration } from '../../src/catalogue/document.ts';
import { FAULT_CODES, isSettable } from '../../src/catalogue/wording.ts';
import { check, hasErrors, type OfficeLevels } from '../../src/declaration/check.ts';
import { applyAll } from '../../src/declaration/edit.ts';
import { openChannel } from '../../src/jobs/channel.ts';
import { adoptDocument } from '../../src/jobs/keep-declarations.ts';
import { checkContext } from '../../src/jobs/office.ts';
import { sendDeclaration } from '../../src/jobs/send-declarations.ts';
import { RULES } from '../../src/jobs/settings/rule-levels.ts';
import { choices, declarations, editFrom } from '../declaration/random-documents.ts';
import { inbound, outbound } from '../practice/declarations.ts';
import { casesOf, openTestOffice, startTestBureau } from './office.ts';

/** Any document, and good ones that were changed a little: of those some can be sent. */
const documents: fc.Arbitrary<Declaration> = fc.oneof(
  { weight: 1, arbitrary: declarations },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(inbound(''), outbound('')), fc.array(choices, { maxLength: 2 }))
      .map(([good, all]) => all.reduce((held, each) => applyAll(held, [editFrom(held, each)]).document, good)),
  },
);

/** What an office may have made of some rules. */
const levels: fc.Arbitrary<OfficeLevels> = fc.dictionary(
  fc.constantFrom(...FAULT_CODES.filter(isSettable)),
  fc.constantFrom('error', 'warning', 'off'),
  { maxKeys: 8 },
);

test('no declaration reaches the bureau with an error, however the office counts, and those without one do', {
  timeout: 120_000,
}, async () => {
  const at = await openTestOffice({ inMemory: true });
  const { home, office } = at;
  await startTestBureau(at);
  const open = await openChannel(office);
  const sent = new Set<string>();
  const kept = new Set<string>();
  await fc.assert(
    fc.asyncProperty(documents, levels, async (document, wanted) => {
      await office.store.settings.update(RULES, () => wanted);
      const record = await adoptDocument(office, document);
      // As a declaration of an older program, or of other levels, lies in the home: saved whatever its faults.
      const { entryNo } = await office.store.save({ ...record, status: 'saved' }, { expect: record.revision });
      const { outcome, faults } = await sendDeclaration(office, entryNo, { open, pauseOf: () => 0, sure: 'pass' });
      const wrong = hasErrors(check(record.document, checkContext(office)));
      expect([outcome, hasErrors(faults)]).toEqual(wrong ? ['faults', true] : ['taken', false]);
      (wrong ? kept : sent).add(entryNo);
    }),
    { numRuns: 120 },
  );
  expect(new Set(casesOf(home).map(({ entryNo }) => entryNo))).toEqual(sent);
  expect(sent.size).toBeGreaterThan(5);
  expect(kept.size).toBeGreaterThan(20);
});
