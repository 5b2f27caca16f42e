/** Something that was published: its texts and files, as whoever owns it hands them over. */
export type StockItem = {
  /** Its place in the order of the source; never changes. */
  readonly ref: string;
  readonly title: string;
  readonly region: string;
  readonly agencyId: number;
  readonly contents: readonly StockContent[];
  /** Where its agency puts it right, in the workbench. */
  readonly mendAt?: string;
};

/** One text or file; read only when its turn comes, so that never more than one is in memory. */
export type StockContent = { readonly name: string; readonly bytes: () => Promise<Buffer> };

/** A module that has published things which are to be looked through again. */
export type StockSource = {
  readonly name: string;
  /** The next items after a place in the order (empty: from the front); none at the end. */
  readonly after: (cursor: string, limit: number) => Promise<readonly StockItem[]>;
  /** One of them as it stands now; null when it is not published any more. */
  readonly item: (ref: string) => Promise<StockItem | null>;
  /** Makes everything anew that was made of it (pages, lists, search), so that no copy keeps what was taken away. */
  readonly purge?: (ref: string, at: Date) => Promise<void>;
};
