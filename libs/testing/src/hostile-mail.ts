/** Where smuggled mail would go: nothing may ever be handed over for it. */
export const EVIL_ADDRESS = 'evil@evil.example';

const bcc = `Bcc: ${EVIL_ADDRESS}`;

/**
 * Forty texts that a form takes as a name or a subject. Each may arrive, as a name or a subject and as nothing else: no
 * second recipient, no header, no line of its own.
 */
export const hostileLines: readonly string[] = [
  // Lines that end, in every way that something between a browser and a mailbox may take for an end.
  `M\r\n${bcc}`,
  `M\n${bcc}`,
  `M\r${bcc}`,
  `M\r\n\r\n<html>body</html>`,
  `M%0d%0a${bcc}`,
  `M\\r\\n${bcc}`,
  `M&#13;&#10;${bcc}`,
  `M\u2028${bcc}`,
  `M\u2029Cc: ${EVIL_ADDRESS}`,
  `M\u0085${bcc}`,
  `M\u000b${bcc}`,
  `M\u000c${bcc}`,
  `M\u0000${bcc}`,
  `M\u560a\u560d${bcc}`,
  `M\r\n\t${bcc}`,
  `${'a'.repeat(990)}\r\n ${bcc}`,
  `M\r\n.\r\nMAIL FROM:<${EVIL_ADDRESS}>\r\nRCPT TO:<${EVIL_ADDRESS}>\r\nDATA`,
  'M\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x',
  `M\nReply-To: ${EVIL_ADDRESS}\nSubject: other`,
  // Signs that part a list of addresses, or hold one.
  `M, ${EVIL_ADDRESS}`,
  `${EVIL_ADDRESS}, M`,
  `M; ${EVIL_ADDRESS}`,
  `M" <${EVIL_ADDRESS}>, "N`,
  `M> , <${EVIL_ADDRESS}`,
  `<${EVIL_ADDRESS}>`,
  `evil: ${EVIL_ADDRESS}, b@evil.example;`,
  `M (comment) <${EVIL_ADDRESS}>`,
  `\\" <${EVIL_ADDRESS}>`,
  `"M" "N"`,
  'M\\',
  // What only looks like something else once it is decoded.
  `=?utf-8?Q?M=0D=0ABcc:_${EVIL_ADDRESS}?=`,
  `=?utf-8?B?${Buffer.from(`M\r\n${bcc}`).toString('base64')}?=`,
  `=?utf-8?Q?M?= <${EVIL_ADDRESS}>`,
  // What is read in another order, or not seen.
  `\u202e${EVIL_ADDRESS}\u202c`,
  `\ufeffM\u200e\u2066${EVIL_ADDRESS}\u2069`,
  'M\ud800',
  // Much of it, and none.
  'é'.repeat(5_000),
  '🥖'.repeat(60),
  '{{t "x"}}{{{@root}}}',
  '<b>M</b>&amp;<img src=x onerror=alert(1)>',
];

/** Addresses that a form must not take, or a mailer must not write to: they are not exactly one plain address. */
export const hostileAddresses: readonly string[] = [
  `m@safe.example, ${EVIL_ADDRESS}`,
  `m@safe.example,${EVIL_ADDRESS}`,
  `m@safe.example;${EVIL_ADDRESS}`,
  `m@safe.example ${EVIL_ADDRESS}`,
  `m@safe.example\r\nRCPT TO:<${EVIL_ADDRESS}>`,
  `m@safe.example\n${bcc}`,
  `m@safe.example%0aBcc:${EVIL_ADDRESS}`,
  `<m@safe.example>,<${EVIL_ADDRESS}>`,
  `m@safe.example> SIZE=1\r\nRCPT TO:<${EVIL_ADDRESS}`,
  `M <m@safe.example>, ${EVIL_ADDRESS}`,
  `"m@safe.example, evil"@evil.example`,
  `"${EVIL_ADDRESS} x"@safe.example`,
  `m@safe.example(${EVIL_ADDRESS})`,
  `evil: m@safe.example, ${EVIL_ADDRESS};`,
  `m@safe.example\u0000${EVIL_ADDRESS}`,
  `m@safe.example\u2028${EVIL_ADDRESS}`,
  `m@safe.example\u202e${EVIL_ADDRESS}`,
  `=?utf-8?Q?m=40safe.example,_${EVIL_ADDRESS}?=`,
  `m\uff20safe.example, ${EVIL_ADDRESS}`,
  `@evil.example:m@safe.example`,
  `m%evil.example@`,
  'm@-safe.example',
  'm@safe-.example',
  `${'m'.repeat(65)}@safe.example`,
  `m@${'s'.repeat(64)}.example`,
];

/** The headers that a mail of ours has, sorted: any other was smuggled in. */
export const ourMailHeaders: readonly string[] = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
  'x-auto-response-suppress',
];
