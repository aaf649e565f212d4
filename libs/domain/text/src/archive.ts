import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Of APPNOTE 6.3.10 ("ZIP"): sizes follow what they are of, names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
/** Midnight of 1 January 1980, the first that archives know: one content is the same bytes whenever it is written. */
const DATE = (1 << 5) | 1;
/** The last block of a deflate stream, with nothing in it. */
const LAST_BLOCK = Buffer.from([3, 0]);

interface Entry {
  readonly name: Buffer;
  readonly from: number;
  crc: number;
  packed: number;
  size: number;
}

/**
 * An archive (ZIP) whose entries are written piece by piece: each piece is packed and given back at once, so that nothing of
 * it stays in memory. Entries follow one another. For what is made here; what others send is opened elsewhere.
 */
export class Archive {
  private readonly entries: Entry[] = [];
  private written = 0;

  /** Begins an entry. @param name its path in the archive */
  begin(name: string): Buffer {
    const entry = { name: Buffer.from(name), from: this.written, crc: 0, packed: 0, size: 0 };
    this.entries.push(entry);
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(VERSION, 4);
    head.writeUInt16LE(FLAGS, 6);
    head.writeUInt16LE(DEFLATED, 8);
    head.writeUInt16LE(DATE, 12);
    head.writeUInt16LE(entry.name.length, 26);
    return this.put(Buffer.concat([head, entry.name]));
  }

  /** The next piece of the entry that was begun. */
  add(text: string): Buffer {
    const bytes = Buffer.from(text);
    const entry = this.entry();
    entry.crc = crc32(bytes, entry.crc);
    entry.size += bytes.length;
    // Whole blocks that end at a byte: what follows them is another piece, or the last block.
    return this.pack(entry, deflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }));
  }

  /** Ends the entry that was begun. */
  end(): Buffer {
    const entry = this.entry();
    const last = this.pack(entry, LAST_BLOCK);
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(0x08074b50, 0);
    writeSizes(sizes, 4, entry);
    return Buffer.concat([last, this.put(sizes)]);
  }

  /** What an archive ends with: where its entries are. */
  close(): Buffer {
    const from = this.written;
    const directory = Buffer.concat(this.entries.map(directoryOf));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(from, 16);
    return this.put(Buffer.concat([directory, end]));
  }

  private entry(): Entry {
    const entry = this.entries.at(-1);
    if (!entry) throw new Error('no entry was begun');
    return entry;
  }

  private pack(entry: Entry, bytes: Buffer): Buffer {
    entry.packed += bytes.length;
    return this.put(bytes);
  }

  private put(bytes: Buffer): Buffer {
    this.written += bytes.length;
    return bytes;
  }
}

function writeSizes(into: Buffer, at: number, { crc, packed, size }: Entry): void {
  into.writeUInt32LE(crc, at);
  into.writeUInt32LE(packed, at + 4);
  into.writeUInt32LE(size, at + 8);
}

function directoryOf(entry: Entry): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(VERSION, 4);
  head.writeUInt16LE(VERSION, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(DEFLATED, 10);
  head.writeUInt16LE(DATE, 14);
  writeSizes(head, 16, entry);
  head.writeUInt16LE(entry.name.length, 28);
  head.writeUInt32LE(entry.from, 42);
  return Buffer.concat([head, entry.name]);
}
