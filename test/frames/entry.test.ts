import { gallery } from './gallery.ts';
import { ENTRY } from './scenes/entry.ts';
import { GRID } from './scenes/grid.ts';

gallery('entry', ENTRY);
gallery('grid', GRID);
