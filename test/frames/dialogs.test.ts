import { gallery } from './gallery.ts';
import { COMPARE } from './scenes/compare.ts';
import { DIALOGS } from './scenes/dialogs.ts';
import { POPUPS } from './scenes/popups.ts';

gallery('popups', POPUPS);
gallery('dialogs', DIALOGS);
gallery('compare', COMPARE);
