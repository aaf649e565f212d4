export { PortalAgendasModule } from './agendas.module';
