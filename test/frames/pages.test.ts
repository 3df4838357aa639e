import { describe, it } from 'vitest';
import { firstStart } from '../journeys/at-start.ts';
import { exhibit, gallery, leavesNoFileOver, USUAL } from './gallery.ts';
import { ACCOUNTS } from './scenes/accounts.ts';
import { HOME } from './scenes/home.ts';
import { LEDGER } from './scenes/ledger.ts';
import { LIST } from './scenes/list.ts';
import { PAPERLESS } from './scenes/paperless.ts';
import { PAPERS } from './scenes/papers.ts';
import { PRINTING } from './scenes/printing.ts';
import { SENDING } from './scenes/sending.ts';
import { SETTINGS } from './scenes/settings.ts';
import { FIRST_START } from './scenes/start.ts';

gallery('home', HOME);
gallery('accounts', ACCOUNTS);
gallery('list', LIST);
gallery('ledger', LEDGER);
gallery('papers', PAPERS);
gallery('paperless', PAPERLESS);
gallery('settings', SETTINGS);
gallery('printing', PRINTING);

describe('start', () => {
  it('asks first how to begin', async () => {
    const started = await firstStart('/nowhere/报检/baojian', ...USUAL);
    for (const [name, bytes] of Object.entries(FIRST_START)) {
      await started.type(bytes);
      await exhibit(started, `start/${name}`);
    }
    await started.close();
  });

  leavesNoFileOver('start', Object.keys(FIRST_START));
});
gallery('sending', SENDING);
