/** The first page: what there is, and where to go from here. */
export interface HomePage {
  readonly kind: 'home';
  readonly id: string;
  readonly index: number;
}

/** The page that is there when no other is. */
export function startPage(): HomePage {
  return { kind: 'home', id: 'home', index: 0 };
}
