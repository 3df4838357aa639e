import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changeSwitches, switchesOf } from '../../src/jobs/switches.ts';
import { openTestOffice, userError } from './office.ts';

const keep = async (home: string, value: unknown) => {
  await mkdir(join(home, 'settings'), { recursive: true });
  await writeFile(join(home, 'settings', 'switches.json'), JSON.stringify({ version: 1, value }));
};

test('memory and the single HS code are on, sound is off, until somebody changes them', async () => {
  const { office } = await openTestOffice();
  expect(await switchesOf(office)).toEqual({
    holdSeconds: 5,
    patienceSeconds: 180,
    receiveSeconds: 30,
    sound: false,
    titleNews: true,
    desktopNews: false,
    smartMemory: true,
    uniqueHs: true,
    starterNotice: true,
    firstSteps: true,
    grid: false,
    lockMinutes: 15,
    sessionHours: 12,
    auditDays: 400,
    keyboard: 'auto',
  });
  await changeSwitches(office, held => ({ ...held, smartMemory: false }));
  expect(await switchesOf(office)).toEqual({
    holdSeconds: 5,
    patienceSeconds: 180,
    receiveSeconds: 30,
    sound: false,
    titleNews: true,
    desktopNews: false,
    smartMemory: false,
    uniqueHs: true,
    starterNotice: true,
    firstSteps: true,
    grid: false,
    lockMinutes: 15,
    sessionHours: 12,
    auditDays: 400,
    keyboard: 'auto',
  });
});

test('a file from before there was more than sound still reads', async () => {
  const { office, home } = await openTestOffice();
  await keep(home, { sound: true });
  expect(await switchesOf(office)).toEqual({
    holdSeconds: 5,
    patienceSeconds: 180,
    receiveSeconds: 30,
    sound: true,
    titleNews: true,
    desktopNews: false,
    smartMemory: true,
    uniqueHs: true,
    starterNotice: true,
    firstSteps: true,
    grid: false,
    lockMinutes: 15,
    sessionHours: 12,
    auditDays: 400,
    keyboard: 'auto',
  });
});

test('a value that is none is told with its file and place', async () => {
  const { office, home } = await openTestOffice();
  await keep(home, { keyboard: 'sometimes' });
  const error = await userError(switchesOf(office));
  expect([error.code, error.exit]).toEqual(['settings.shape', 'store']);
  expect(error.message).toMatch(/switches\.json 的内容不对：keyboard$/u);
});
