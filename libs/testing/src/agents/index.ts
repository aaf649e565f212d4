export { type AgentAtWork, sendAgent } from './send-agent';
