import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { derivedKey } from '@halles/platform/config';
import { z } from 'zod';
import { refuseArchive } from './archive-format';

/** What the bytes of a manifest are signed for, and nothing else: stable for ever. */
const PURPOSE = 'halles-tenant-archive\n';

/** DER before the 32 bytes of an Ed25519 key (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

const PUBLIC_KEY = /^[A-Za-z0-9_-]{43}$/;

/** `manifest.sig`, the second entry: who vouches for the manifest, and with it for the checksum of every part. */
const signatureSchema = z.strictObject({
  algorithm: z.literal('Ed25519'),
  publicKey: z.string().regex(PUBLIC_KEY),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/** Signs archives: an Ed25519 key that follows from the key of the command line, which no server holds. */
export class ArchiveSigner {
  private readonly key: KeyObject;
  /** 32 bytes in base64url: what another installation knows the archives of this one by. */
  readonly publicKey: string;

  constructor(migratorKey: string) {
    const seed = derivedKey(migratorKey, 'archive-signature');
    this.key = createPrivateKey({
      key: Buffer.concat([PRIVATE_PREFIX, seed]),
      format: 'der',
      type: 'pkcs8',
    });
    const der = createPublicKey(this.key).export({ format: 'der', type: 'spki' });
    this.publicKey = der.subarray(PUBLIC_PREFIX.length).toString('base64url');
  }

  /** The contents of `manifest.sig`. @param manifest the bytes of `manifest.json` */
  sign(manifest: Buffer): string {
    const signature = sign(null, signed(manifest), this.key).toString('base64url');
    return `${JSON.stringify({ algorithm: 'Ed25519', publicKey: this.publicKey, signature }, null, 2)}\n`;
  }
}

const signed = (manifest: Buffer): Buffer => Buffer.concat([Buffer.from(PURPOSE), manifest]);

/** Whom an import believes. */
export interface ArchiveTrust {
  /** The key of this installation. */
  readonly own: string;
  /** The key of another one, which the operator had from there. */
  readonly signedBy?: string;
  /** Take over what nobody vouches for. */
  readonly acceptUnverified?: boolean;
}

/** Who vouches for an archive. */
export type ArchiveOrigin =
  | { readonly kind: 'own' | 'signed-by'; readonly publicKey: string }
  | { readonly kind: 'unverified'; readonly publicKey: string | null };

/** The key whose signature fits; null where none does. */
function signerOf(manifest: Buffer, file: Buffer): string | null {
  try {
    const { publicKey, signature } = signatureSchema.parse(JSON.parse(file.toString('utf8')));
    const key = createPublicKey({
      key: Buffer.concat([PUBLIC_PREFIX, Buffer.from(publicKey, 'base64url')]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, signed(manifest), key, Buffer.from(signature, 'base64url')) ? publicKey : null;
  } catch {
    return null;
  }
}

/**
 * Who vouches for an archive.
 * @param signature `manifest.sig`, null where there is none
 * @throws ArchiveRefused where nobody does who is believed
 */
export function originOf(manifest: Buffer, signature: Buffer | null, trust: ArchiveTrust): ArchiveOrigin {
  const publicKey = signature && signerOf(manifest, signature);
  if (publicKey !== null && publicKey === trust.own) return { kind: 'own', publicKey };
  if (publicKey !== null && publicKey === trust.signedBy) return { kind: 'signed-by', publicKey };
  if (trust.acceptUnverified) return { kind: 'unverified', publicKey };
  if (signature === null) return refuseArchive('Elle n’est pas signée.', 'It is not signed.');
  if (publicKey === null)
    return refuseArchive(
      'Sa signature n’est pas celle de son contenu.',
      'Its signature does not fit what it holds.',
    );
  return refuseArchive(
    `Elle est signée par une autre installation, dont la clé est ${publicKey}.`,
    `It is signed by another installation, whose key is ${publicKey}.`,
  );
}
