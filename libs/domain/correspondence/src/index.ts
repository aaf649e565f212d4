export { everyLetter } from './every-letter';
export { everyMail } from './every-mail';
