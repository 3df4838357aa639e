/** Passwords at rest, each bound to its name. */
export interface Secrets {
  set(name: string, value: string): Promise<void>;
  /** Undefined when it was never set; `store.secret-key` when the key is lost or another. */
  get(name: string): Promise<string | undefined>;
  has(name: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  /** The names whose secret cannot be opened with the key that is here. */
  unreadable(): Promise<string[]>;
}
