declare module 'fs-native-extensions' {
  /** True when the lock was granted. On macOS only whole files can be locked. */
  export function tryLock(fd: number, offset?: number, length?: number, options?: { shared?: boolean }): boolean;
  export function unlock(fd: number, offset?: number, length?: number): void;
}
