export { consoleAccountMails } from './mails/console-account-mails';
