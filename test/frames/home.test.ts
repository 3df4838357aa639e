import { gallery } from './gallery.ts';

gallery('home', [
  { scenes: { empty: [] }, also: [[50, 12]] },
  {
    scenes: {
      'a-key-without-meaning': ['z'],
      'which-kind-is-new': ['n'],
    },
  },
]);
