import { ContactForm } from './contact-form';

customElements.define('contact-form', ContactForm);
