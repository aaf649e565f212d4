import { securityTxt } from './security-txt';

describe('security.txt', () => {
  it('has what RFC 9116 asks for, and holds for half a year', () => {
    const now = new Date('2026-11-26T22:30:00Z');
    expect(
      securityTxt('mailto:securite@halles.example', 'https://bordeaux.example', now).split('\n'),
    ).toEqual([
      'Contact: mailto:securite@halles.example',
      'Expires: 2027-05-25T00:00:00.000Z',
      'Preferred-Languages: fr, en',
      'Canonical: https://bordeaux.example/.well-known/security.txt',
      '',
    ]);
  });
});
