import type { Translate } from '../../infrastructure/translate.ts';
import type { Words } from './messages.ts';

export function wordsOf(t: Translate): Words {
    return {
        version: t('Version'), actions: t('Actions'), changes: t('What Registering Would Change'), before: t('Before'), after: t('After'), path: t('What'),
        contracts: t('Contracts'), noContracts: t('This client has no contract.'), declaration: t('Go to Declaration'), declaredIn: t('Declared in'), plan: t('Plan'), approval: t('Approval'), limits: t('Limits'),
        url: t('URL'), copy: t('Copy'), copyUrl: t('Copy URL'), copyKey: t('Copy Key'), copyWithKey: t('Copy with Key'),
        chain: t('Policies of a call, in running order'), noOptions: t('It has no options.'),
        call: t('Call it'), language: t('Language'), send: t('Send Test Request…'), apiKey: t('API Key'),
        showKey: t('Show for 30 s'), hideKey: t('Hide'), keyIsShown: t('The API key is shown for 30 seconds.'), keyIsHidden: t('The API key is hidden again.'),
        manageTrust: t('Manage Workspace Trust'), startGateway: t('Start Local Gateway'),
    };
}
