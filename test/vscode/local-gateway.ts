import type { UserWindow } from './user-window.ts';

/** Starts the local gateway and registers everything there, as the palette offers it; the file with the clients of the sample is open. */
export async function registerAtLocalGateway(window: UserWindow): Promise<void> {
    await window.command('APIM: Start Local Gateway');
    await window.notification('The local gateway answers at').waitFor();
    await window.command('Notifications: Clear All Notifications');
    await window.command('APIM: Register All');
    await window.answer('Secret parameter shopPassword', 'a secret of this test');
    await window.dialog('in the environment "local"').getByRole('button', { name: 'Register', exact: true }).click();
    await window.page.locator('.codelens-decoration', { hasText: 'registered' }).first().waitFor();
    await window.command('Notifications: Clear All Notifications');
}
