import { gallery } from './gallery.ts';
import { ENTRY } from './scenes/entry.ts';

gallery('entry', ENTRY);
