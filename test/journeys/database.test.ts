import { beforeAll, describe, expect, it } from 'vitest';
import { undelete } from '../../src/jobs/keep-store.ts';
import { importGood } from '../jobs/office.ts';
import { type PostgresServer, startPostgres } from '../run/postgres-server.ts';
import { lacksPostgres } from '../store/kinds.ts';
import { entryOf, lineWith, message, pageKind, title } from './eyes.ts';
import { answer, fill, goTo, openList, openStored } from './hands.ts';
import { MANUAL_DAY, type TestProgram } from './program.ts';
import { openStage } from './stage.ts';

const { start } = openStage({ seed: 21 });

let server: PostgresServer;
beforeAll(async () => {
  if (!lacksPostgres) server = await startPostgres({ durable: true });
});

/** Two people, each on a machine of their own, at one database. */
async function two(): Promise<{ mine: TestProgram; other: TestProgram; entryNo: string; database: string }> {
  const database = server.newDatabase();
  const mine = await start({ database, user: '我', now: () => MANUAL_DAY });
  const [entryNo = ''] = await importGood(mine.office, 1);
  const other = await start({ database, user: '小王', now: () => MANUAL_DAY + 60_000 });
  return { mine, other, entryNo, database };
}

const seen = async (who: TestProgram) => {
  await who.office.store.refresh();
  await who.program.idle();
};

describe.skipIf(lacksPostgres)('an office with its declarations in a database', () => {
  it('two people see each other’s work, and the second to save has both by two keys', async () => {
    const { mine, other, entryNo } = await two();
    await openList(other);
    expect(await lineWith(other, entryNo)).toContain('存');
    for (const program of [mine, other]) await openStored(program, entryNo);
    await fill(mine, { contractNo: 'HT-MINE' });
    await fill(other, { contactPerson: '王一' });
    await other.press('entry.save');
    await seen(mine);
    expect(await title(mine)).toContain(`入境存! ${entryNo}`);
    await mine.press('entry.save', 'compare.confirm');
    expect(message(mine)).toBe(`${entryNo} 已保存`);
    expect(await other.office.store.get(entryNo)).toMatchObject({
      revision: 3,
      updatedBy: '我',
      document: { contactPerson: '王一', contractNo: 'HT-MINE' },
    });
    await seen(other);
    expect(entryOf(other).drafts.document.contractNo).toBe('HT-MINE');
  });

  it('what is typed while the line is broken stays, and is saved when it is there again', async () => {
    const { mine, entryNo, database } = await two();
    await openStored(mine, entryNo);
    await server.stop();
    await fill(mine, { contractNo: 'HT-LATER' });
    await mine.press('entry.save');
    expect(await mine.frame()).toContain('连不上数据库');
    expect(mine.office.local.journals.read(entryNo).length).toBeGreaterThan(0);
    await server.start();
    await mine.press('<enter>', 'entry.save');
    expect(message(mine)).toBe(`${entryNo} 已保存`);
    expect(server.run(database, 'select count(*) from declarations')).toBe('1');
    expect((await mine.office.store.get(entryNo)).document.contractNo).toBe('HT-LATER');
    expect(mine.office.local.journals.list()).toEqual([]);
  });

  it('a deleted one is gone for the other, and comes back from the trash', async () => {
    const { mine, other, entryNo } = await two();
    await openList(mine);
    await mine.press('list.delete');
    await answer(mine, '删除 1 份');
    await seen(other);
    await openList(other);
    expect(await lineWith(other, entryNo)).toBeUndefined();
    await undelete(other.office, entryNo);
    await seen(mine);
    expect([pageKind(mine), await lineWith(mine, entryNo)]).toEqual(['list', expect.stringContaining(entryNo)]);
  });

  it('what a declarant may not is refused where the key is pressed, by the user of the database, without any accounts', async () => {
    const { mine, database } = await two();
    await mine.close();
    const clerk = await start({ database: server.as('declarant', database), user: '小李', now: () => MANUAL_DAY });
    await clerk.press('app.settings', '<9><enter>', 'channel.change');
    expect(message(clerk)).toContain('报检员没有“修改申报通讯”的权限；这里用的是报检员的数据库用户');
    await clerk.press('app.home', 'home.sound');
    expect(message(clerk)).toBe('有新回执时响铃');
    const boss = await start({ database: server.as('administrator', database), user: '王芳', now: () => MANUAL_DAY });
    await boss.press('app.settings', '<9><enter>', 'channel.change');
    expect(message(boss)).not.toContain('权限');
  });

  it('a user who may only read looks at everything and changes nothing', async () => {
    const { mine, entryNo, database } = await two();
    const book = await start({ database: server.as('reader', database), user: '财务', now: () => MANUAL_DAY });
    expect(await title(book)).toContain('只读');
    await openStored(book, entryNo);
    await goTo(book, 'contractNo');
    await book.press('X');
    expect(message(book)).toContain('数据只能读');
    await book.press('<alt+s>');
    expect(await book.frame()).toContain('数据只能读，只能查看');
    expect((await mine.office.store.get(entryNo)).revision).toBe(1);
  });
});
