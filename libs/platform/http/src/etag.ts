/** Whether an `If-None-Match` header names this entity tag (weak comparison, RFC 9110, 13.1.2). Pure. */
export function matchesEtag(header: string | undefined, etag: string): boolean {
  return (
    header !== undefined &&
    header.split(',').some((candidate) => {
      const tag = candidate.trim();
      return tag === '*' || (tag.startsWith('W/') ? tag.slice(2) : tag) === etag;
    })
  );
}
