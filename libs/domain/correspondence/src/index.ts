export { findCorrespondenceErrors } from './correspondence-errors';
export { everyLetter } from './every-letter';
export { everyMail } from './every-mail';
