import { mailboxOf, normalizeEmail } from './email';

describe('an email address', () => {
  it.each([
    'bob@exemple.fr',
    '  Bob@Exemple.FR',
    'bob@exemple.fr\u00a0',
    '\u202fbob@exemple.fr\t',
    'ｂob@exemple.fr',
  ])('typed as %j is one address', (typed) => expect(normalizeEmail(typed)).toBe('bob@exemple.fr'));
});

describe('the mailbox of an address', () => {
  it.each([
    ['Bob@Exemple.fr', 'bob@exemple.fr'],
    ['bob+1@exemple.fr', 'bob@exemple.fr'],
    ['bob+a+b@exemple.fr', 'bob@exemple.fr'],
    ['bo.b@exemple.fr', 'bo.b@exemple.fr'],
    ['+bob@exemple.fr', '+bob@exemple.fr'],
    ['b.o.b+x@gmail.com', 'bob@gmail.com'],
    ['B.ob@GoogleMail.com', 'bob@gmail.com'],
    ['bob@sub.gmail.com.example', 'bob@sub.gmail.com.example'],
    ['no address', 'no address'],
    ['bob@me.com', 'bob@icloud.com'],
    ['Bob+a@Mac.com', 'bob@icloud.com'],
    ['bo.b@icloud.com', 'bo.b@icloud.com'],
    ['b.o-b@protonmail.com', 'bob@proton.me'],
    ['b_ob+x@pm.me', 'bob@proton.me'],
    ['bob@proton.me', 'bob@proton.me'],
    ['bob@wanadoo.fr', 'bob@orange.fr'],
    ['bo-b@orange.fr', 'bo-b@orange.fr'],
    ['bob-1@yahoo.fr', 'bob@yahoo.fr'],
    ['bob-a-b@yahoo.co.uk', 'bob@yahoo.co.uk'],
    ['-bob@yahoo.com', '-bob@yahoo.com'],
    ['bob-1@ymail.com', 'bob@ymail.com'],
    ['bob-1@yahoo.fr.example', 'bob-1@yahoo.fr.example'],
    ['bo.b@ya.ru', 'bob@yandex.ru'],
    ['bo-b+x@yandex.com', 'bob@yandex.ru'],
    ['bo-b@exemple.fr', 'bo-b@exemple.fr'],
  ])('of %j is %j', (typed, mailbox) => expect(mailboxOf(typed)).toBe(mailbox));
});
