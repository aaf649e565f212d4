import { isAutomatic } from './automatic-mail';

describe('a mail that no person wrote', () => {
  it.each([
    { 'auto-submitted': 'auto-replied' },
    { 'auto-submitted': 'auto-generated; type=vacation' },
    { precedence: 'bulk' },
    { 'x-autoreply': 'yes' },
    { 'x-loop': 'o@x.example' },
    { 'list-id': '<voisins.lists.example>' },
    { 'content-type': 'multipart/report; report-type=delivery-status' },
  ])('says so: %j', (headers) => {
    expect(isAutomatic(headers as Record<string, string>, 'o@x.example')).toBe(true);
  });

  it('says so by naming nobody to answer', () => expect(isAutomatic({}, '')).toBe(true));

  it.each([{}, { 'auto-submitted': 'no' }, { precedence: 'normal' }, { 'content-type': 'multipart/mixed' }])(
    'is not %j',
    (headers) => expect(isAutomatic(headers as Record<string, string>, 'o@x.example')).toBe(false),
  );
});
