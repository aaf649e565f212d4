export { type AgentAtWork, sendAgent, sendToTownService } from './send-agent';
