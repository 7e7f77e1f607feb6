import assert from 'node:assert/strict';
import type { OrganizationDeclaration, Role } from '../../language/declarations.ts';
import { describeFailure, exitCodeOf } from '../../registration/failure.ts';
import { mayDo, visibleOrganizations } from '../../registration/roles.ts';

function organization(name: string, members: Record<string, Role[]> = {}): OrganizationDeclaration {
    return { kind: 'organization', name, attributes: [], documented: false, members: Object.entries(members).map(([user, roles]) => ({ user, roles })) };
}

const organizations = [
    organization('Open'),
    organization('ShopInc', { 'anna@shop.example': ['editor'], 'ben@shop.example': ['viewer'] }),
    organization('ShopInc', { 'ben@shop.example': ['manager'] }),
    organization('Acme', { 'carl@acme.example': ['editor', 'manager'] })
];

describe('who may see', () => {
    it('an organization with members: its members alone; without: everybody', () => {
        assert.deepEqual(visibleOrganizations(organizations, { user: 'Anna@shop.example' }).visible, ['Open', 'ShopInc']);
        assert.deepEqual(visibleOrganizations(organizations, { user: undefined }).visible, ['Open']);
    });

    it('says how many are hidden and what to do', () => {
        const unknown = visibleOrganizations(organizations, { user: undefined }).hidden;
        assert.equal(unknown.count, 2);
        assert.match(unknown.hint, /2 organizations are hidden.*APIM_USER/);
        assert.match(visibleOrganizations(organizations, { user: 'anna@shop.example' }).hidden.hint, /^1 organization is hidden.*'anna@shop\.example'/);
        assert.deepEqual(visibleOrganizations([organization('Open')], { user: undefined }).hidden, { count: 0, hint: '' });
    });

    it('all of them: who is an admin and asks for it', () => {
        const admins = ['root@example'];
        assert.deepEqual(visibleOrganizations(organizations, { user: 'root@example', admins }, true).visible, ['Open', 'ShopInc', 'Acme']);
        assert.deepEqual(visibleOrganizations(organizations, { user: 'root@example', admins }).visible, ['Open']);
        assert.deepEqual(visibleOrganizations(organizations, { user: 'anna@shop.example', admins }, true).visible, ['Open', 'ShopInc']);
    });
});

describe('who may do', () => {
    const may = (user: string | undefined, action: Parameters<typeof mayDo>[0], name = 'ShopInc') => mayDo(action, name, organizations, { user });

    it('editors register, viewers see, managers change members', () => {
        assert.ok(may('anna@shop.example', 'register clients').ok);
        assert.ok(!may('ben@shop.example', 'register clients').ok);
        assert.ok(may('ben@shop.example', 'see clients').ok);
        assert.ok(may('ben@shop.example', 'change members').ok);
        assert.ok(!may('anna@shop.example', 'change members').ok);
        assert.ok(may(undefined, 'register clients', 'Open').ok);
    });

    it('a refusal names the role that is missing and who has it', () => {
        const refused = may('ben@shop.example', 'register clients');
        assert.ok(!refused.ok);
        assert.equal(describeFailure(refused.failure), "'ben@shop.example' may not register clients in ShopInc: that takes the role editor. Ask anna@shop.example.");
        assert.equal(exitCodeOf(refused.failure), 6);
    });
});
