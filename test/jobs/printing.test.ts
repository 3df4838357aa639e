import { expect, test } from 'vitest';
import { keepMeasured } from '../../src/jobs/calibrate.ts';
import { calibrationOf, FILES, printingOf } from '../../src/jobs/printing.ts';
import { getSetting, setSetting } from '../../src/jobs/settings/by-name.ts';
import { exportSettings, importSettings } from '../../src/jobs/settings/file.ts';
import { CROSSES } from '../../src/paper/adjust.ts';
import { USUAL_MARGINS } from '../../src/paper/printable.ts';
import { openTestOffice, userError } from './office.ts';

test('everybody prints in their own way', async () => {
  const { office, openAgain } = await openTestOffice();
  const other = await openAgain({ user: '李四' });
  await setSetting(office, 'printing.printer', 'office');
  await setSetting(office, 'printing.copies', '3');
  await keepMeasured(
    other,
    'office',
    CROSSES.map(({ x, y }) => ({ x: x + 1, y })),
    { ...USUAL_MARGINS, bottom: 12 },
  );
  expect(await printingOf(office)).toMatchObject({ printer: 'office', copies: 3, calibrations: {} });
  const others = await printingOf(other);
  expect(others).toMatchObject({ copies: 1, sides: 'one-sided' });
  expect(calibrationOf(others, 'office')).toMatchObject({ dx: -1, dy: 0, scaleX: 1, bottom: 12 });
  expect(calibrationOf(others, FILES)).toMatchObject({ dx: 0, scaleY: 1, bottom: 5 });
  expect(await getSetting(other, 'printing.copies')).toMatchObject({ value: 1 });

  // An export has what is one's own, and an import leaves what others have.
  const file = await exportSettings(office);
  await setSetting(office, 'printing.copies', '1');
  await importSettings(office, file);
  expect(await printingOf(office)).toMatchObject({ printer: 'office', copies: 3 });
  expect(await printingOf(other)).toEqual(others);
});

test.each([
  ['printing.copies', '0', '1 到 99'],
  ['printing.sides', 'both', 'one-sided'],
  ['printing.calibrations.office', '{"dx":99}', '-20 到 20'],
])('%s %s is refused', async (name, value, says) => {
  const { office } = await openTestOffice();
  const error = await userError(setSetting(office, name, value));
  expect([error.code, error.message]).toEqual(['settings.value', expect.stringContaining(says)]);
});
