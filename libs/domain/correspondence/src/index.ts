export { everyMail } from './every-mail';
