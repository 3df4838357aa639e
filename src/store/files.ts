/** Whole files of the office that other rooms read where they lie: imported code tables. */
export interface OfficeFiles {
  /** The folder of this machine where they lie as of the last `refresh`; nobody writes there but the store. It need not be there. */
  readonly folder: string;
  /** Takes in what others have changed; true when something is another than at the time before. */
  refresh(): Promise<boolean>;
  /**
   * Changes files with nobody in between: `work` gets a folder that has them as they are, which may be made by it, and what it leaves there is
   * everybody's when this resolves. It may be asked twice.
   */
  change<T>(work: (folder: string) => Promise<T>): Promise<T>;
}
