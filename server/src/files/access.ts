/** What a folder holds, by name; links are followed for files only, so that no walk goes in circles. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** How the engine reaches files: given by whoever starts it, so that it needs neither Node nor a disk. Files and folders are named by URI. */
export interface FileAccess {
  /** Entries in order of their names; undefined where the folder does not exist or cannot be read. */
  list(folder: string): Promise<readonly FolderEntry[] | undefined>;
  exists(uri: string): Promise<boolean>;
  /** Bytes of a file, but not more than `limit`: `'too large'` where it has more. Rejects with a message for people where it cannot be read. */
  read(uri: string, limit: number): Promise<Uint8Array | 'too large'>;
  /**
   * Replaces a file, whole or not at all, by what `change` makes of its bytes (undefined where there is no file; folders are made as needed). What others write meanwhile is not lost:
   * then `change` is asked again. Rejects with a message for people. Absent where files can only be read.
   */
  update?(uri: string, limit: number, change: (bytes: Uint8Array | undefined) => Uint8Array): Promise<void>;
}
