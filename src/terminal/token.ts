/**
 * The grammar of what a terminal sends (ECMA-48 and its well-known exceptions), without the meaning.
 * `alt` is an Esc before the token.
 */
export type Token =
  | { readonly type: 'text'; readonly text: string; readonly alt: boolean }
  | { readonly type: 'control'; readonly code: number; readonly alt: boolean }
  | { readonly type: 'escape' }
  | { readonly type: 'csi' | 'ss3'; readonly body: string; readonly final: string; readonly alt: boolean }
  | { readonly type: 'console'; readonly final: string }
  | { readonly type: 'osc' | 'apc'; readonly body: string }
  | { readonly type: 'paste'; readonly text: string }
  | { readonly type: 'refused'; readonly size: number };
