import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type TenantContext } from '@halles/platform/tenancy';
import { type FileKey, FileKeyRefused, type FileStorage, type FileVisibility } from './file-storage';

export interface StorageUnderTest {
  readonly storage: FileStorage;
  readonly here: TenantContext;
  readonly there: TenantContext;
}

const contentOf = async (
  { storage }: StorageUnderTest,
  ctx: TenantContext,
  visibility: FileVisibility,
  key: FileKey,
): Promise<string | null> => {
  const file = await storage.get(ctx, visibility, key);
  return file ? (await buffer(file.stream())).toString() : null;
};

export async function keysOf(listed: AsyncIterable<FileKey>): Promise<string[]> {
  const keys: string[] = [];
  for await (const key of listed) keys.push(key.join('/'));
  return keys;
}

function opens(under: () => StorageUnderTest): void {
  it('reads an open file into memory that is given, from anywhere, and goes on when the file is removed', async () => {
    const { storage, here } = under();
    const key: FileKey = ['photos', 'parts', 'open.txt'];
    await storage.put(here, 'public', key, Buffer.from('0123456789'));
    const opened = await (await storage.get(here, 'public', key))?.open();
    await storage.delete(here, 'public', key);
    const memory = Buffer.alloc(4);
    const readFrom = async (from: number) =>
      memory.subarray(0, (await opened?.read(memory, from)) ?? -1).toString();
    expect([await readFrom(2), await readFrom(8), await readFrom(10)]).toEqual(['2345', '89', '']);
    await opened?.close();
  });
}

function keeps(under: () => StorageUnderTest): void {
  const bytesOf = async (ctx: TenantContext, key: FileKey): Promise<Buffer> => {
    const file = await under().storage.get(ctx, 'public', key);
    return file ? buffer(file.stream()) : Buffer.alloc(0);
  };

  it('gives back what was put, byte by byte, from memory and from a stream', async () => {
    const { storage, here } = under();
    const bytes = Buffer.from(Array.from({ length: 200_000 }, (_byte, index) => (index * 7) % 256));
    await storage.put(here, 'public', ['photos', '1', 'a.webp'], bytes);
    await storage.put(here, 'public', ['photos', '1', 'b.webp'], Readable.from([bytes, bytes]));
    expect((await storage.get(here, 'public', ['photos', '1', 'a.webp']))?.bytes).toBe(bytes.length);
    expect((await bytesOf(here, ['photos', '1', 'a.webp'])).equals(bytes)).toBe(true);
    expect((await bytesOf(here, ['photos', '1', 'b.webp'])).equals(Buffer.concat([bytes, bytes]))).toBe(true);
  });

  it('gives back a part of a file, from its first to its last byte', async () => {
    const { storage, here } = under();
    await storage.put(here, 'public', ['photos', 'parts', 'a.txt'], Buffer.from('0123456789'));
    const file = await storage.get(here, 'public', ['photos', 'parts', 'a.txt']);
    const part = async (start: number, end: number) =>
      file && (await buffer(file.stream({ start, end }))).toString();
    expect([await part(0, 0), await part(2, 5), await part(9, 9)]).toEqual(['0', '2345', '9']);
  });

  it('replaces a file in one step: who reads meanwhile reads the one or the other, never half of each', async () => {
    const { storage, here } = under();
    const key: FileKey = ['photos', 'swap.bin'];
    const sizes = { a: 300_000, b: 200_000 };
    await storage.put(here, 'public', key, Buffer.alloc(sizes.a, 'a'));
    const writing = Promise.all(
      Array.from({ length: 20 }, (_turn, turn) => {
        const letter = turn % 2 === 0 ? 'b' : 'a';
        return storage.put(here, 'public', key, Buffer.alloc(sizes[letter], letter));
      }),
    );
    for (let turn = 0; turn < 20; turn += 1) {
      const read = (await contentOf(under(), here, 'public', key)) ?? '';
      expect(['a'.repeat(sizes.a), 'b'.repeat(sizes.b)]).toContain(read);
    }
    await writing;
  });

  it('stores nothing of a body that breaks off, and leaves the file before it as it was', async () => {
    const { storage, here } = under();
    await storage.put(here, 'private', ['claims', 'kept.pdf'], Buffer.from('whole'));
    const broken = (): Readable =>
      Readable.from(
        (function* () {
          yield Buffer.from('half');
          throw new Error('the line went dead');
        })(),
      );
    await expect(storage.put(here, 'private', ['claims', 'kept.pdf'], broken())).rejects.toThrow(/went dead/);
    await expect(storage.put(here, 'private', ['claims', 'new.pdf'], broken())).rejects.toThrow(/went dead/);
    expect(await contentOf(under(), here, 'private', ['claims', 'kept.pdf'])).toBe('whole');
    expect(await keysOf(storage.list(here, 'private', ['claims']))).toEqual(['claims/kept.pdf']);
  });
}

function finds(under: () => StorageUnderTest): void {
  it('lists what is below a folder, deep and in order, and removes for good', async () => {
    const { storage, here } = under();
    for (const key of [
      ['photos', '2', 'z.webp'],
      ['photos', '10', 'a.webp'],
      ['claims', '2', 'l.webp'],
    ] satisfies FileKey[]) {
      await storage.put(here, 'public', key, Buffer.from(key.join()));
    }
    expect(await keysOf(storage.list(here, 'public', ['photos']))).toEqual([
      'photos/10/a.webp',
      'photos/2/z.webp',
    ]);
    await storage.delete(here, 'public', ['photos', '2', 'z.webp']);
    await storage.delete(here, 'public', ['photos', '2', 'z.webp']);
    expect(await storage.get(here, 'public', ['photos', '2', 'z.webp'])).toBeNull();
    expect(await keysOf(storage.list(here, 'public', ['photos']))).toEqual(['photos/10/a.webp']);
    expect(await keysOf(storage.list(here, 'public', ['photos', 'nothing', 'here']))).toEqual([]);
  });

  it('finds no file where there is a folder, and none below a file', async () => {
    const { storage, here } = under();
    await storage.put(here, 'public', ['photos', 'a.webp'], Buffer.from('a'));
    expect(await storage.get(here, 'public', ['photos'])).toBeNull();
    expect(await storage.get(here, 'public', ['photos', 'a.webp', 'b.webp'])).toBeNull();
  });
}

function separates(under: () => StorageUnderTest): void {
  it('keeps two tenants apart under the same key, in reading, listing and removing', async () => {
    const { storage, here, there } = under();
    const key: FileKey = ['photos', '1', 'same.webp'];
    await storage.put(here, 'public', key, Buffer.from('here'));
    expect(await storage.get(there, 'public', key)).toBeNull();
    await storage.put(there, 'public', key, Buffer.from('there'));
    await storage.delete(there, 'public', key);
    expect(await contentOf(under(), here, 'public', key)).toBe('here');
    expect(await keysOf(storage.list(there, 'public', ['photos']))).toEqual([]);
  });

  it('keeps public and private files apart under the same key', async () => {
    const { storage, here } = under();
    await storage.put(here, 'private', ['claims', 'id.pdf'], Buffer.from('secret'));
    expect(await storage.get(here, 'public', ['claims', 'id.pdf'])).toBeNull();
    expect(await keysOf(storage.list(here, 'public', ['claims']))).toEqual([]);
  });

  it.each<[string, readonly string[]]>([
    ['the folder above', ['..']],
    ['this folder', ['.']],
    ['a way up in the middle', ['photos', '..', '..', 'x']],
    ['a separator', ['photos/../../x']],
    ['a back slash', [String.raw`photos\..\x`]],
    ['an absolute path', ['/etc/passwd']],
    ['a hidden file', ['.htaccess']],
    ['a NUL byte', ['a\0.webp']],
    ['a line', ['a\n.webp']],
    ['an encoded way up', ['%2e%2e']],
    ['an accent', ['é.webp']],
    ['two extensions', ['a.php.jpg']],
    ['an empty part', ['photos', '']],
    ['a name that is too long', ['x'.repeat(101)]],
  ])('refuses a key with %s', async (_what, parts) => {
    const { storage, here } = under();
    // What a compiler refuses may still arrive: in a program that reads keys from elsewhere.
    const key = parts as FileKey;
    await expect(storage.put(here, 'public', key, Buffer.from('x'))).rejects.toBeInstanceOf(FileKeyRefused);
    await expect(storage.get(here, 'public', key)).rejects.toBeInstanceOf(FileKeyRefused);
    await expect(storage.delete(here, 'public', key)).rejects.toBeInstanceOf(FileKeyRefused);
    await expect(keysOf(storage.list(here, 'public', key))).rejects.toBeInstanceOf(FileKeyRefused);
  });
}

/** What every driver of `FileStorage` must keep. */
export function fileStorageContract(under: () => StorageUnderTest): void {
  keeps(under);
  opens(under);
  finds(under);
  separates(under);
}
