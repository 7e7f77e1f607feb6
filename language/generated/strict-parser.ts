// Follows from the grammar: `npm run generate` writes it.

import type { TextDocument } from 'vscode-languageserver-textdocument';
import type * as ast from './ast.ts';
import { pieceOf } from '../piece.ts';
import { commentInFront, from, give, keep, kind, own, refuse, skip, to, treeOf } from '../strict-tokens.ts';

/** The tree of a text; undefined where there is a mistake in it, or where two tokens do not tell what is meant. */
export function parseStrictly(text: TextDocument): ast.Document | undefined {
    return treeOf<ast.Document>(text, parseDocument);
}

/** What declares something by a name. */
const pieces = { Organization: parseOrganization, Plan: parsePlan, PolicySet: parsePolicySet, Api: parseApi, Client: parseClient, PolicyType: parsePolicyType, Parameter: parseParameter };

export type Piece = keyof typeof pieces;

/**
 * One declaration as it is in the tree of the whole text, without what stands beside it. `from` is where its documentation begins, or itself, `to` where it ends;
 * `organization` is the name of the organization that it is a member of.
 */
export function parsePiece<P extends Piece>(document: TextDocument, rule: P, from: number, to: number, organization?: string): ast.ApimAstType[P] | undefined {
    return pieceOf(document, from, to, pieces[rule], organization) as ast.ApimAstType[P] | undefined;
}

function parseDocument() {
    const node: any = { $type: 'Document', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], declarations: [] };
    for (let next = decide1(); next !== 0; next = decide1()) {
        switch (next) {
            case 1: own(node, 'declarations', parseOrganization()); break;
            case 2: own(node, 'declarations', parseParameter()); break;
            case 3: own(node, 'declarations', parsePolicySet()); break;
            case 4: own(node, 'declarations', parsePolicyType()); break;
        }
    }
    node.$to = to();
    return node;
}

function parseOrganization() {
    const node: any = { $type: 'Organization', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], name: undefined, title: undefined, members: [] };
    skip(23);
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    if (decide3() !== 0) {
        node.title = decide3() !== 0 ? keep(node, 'title') : refuse();
    }
    if (decide5() !== 0) {
        skip(40);
        for (let next = decide4(); next !== 0; next = decide4()) {
            switch (next) {
                case 1: own(node, 'members', parseOwnProperty()); break;
                case 2: own(node, 'members', parsePlan()); break;
                case 3: own(node, 'members', parseApi()); break;
                case 4: own(node, 'members', parseClient()); break;
                case 5: own(node, 'members', parseMember()); break;
                case 6: own(node, 'members', parsePolicySet()); break;
            }
        }
        skip(42);
    }
    node.$to = to();
    return node;
}

function parseMember() {
    const node: any = { $type: 'Member', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], user: undefined, roles: [] };
    skip(21);
    node.user = decide3() !== 0 ? keep(node, 'user') : refuse();
    skip(13);
    node.roles.push(decide6() !== 0 ? keep(node, 'roles') : refuse());
    while (decide7() !== 0) {
        skip(3);
        node.roles.push(decide6() !== 0 ? keep(node, 'roles') : refuse());
    }
    node.$to = to();
    return node;
}

function parsePlan() {
    const node: any = { $type: 'Plan', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], locked: false, name: undefined, version: undefined, title: undefined, members: [] };
    if (decide8() !== 0) {
        node.locked = (kind(0) === 19 ? keep(node, 'locked') : refuse()) !== '';
    }
    skip(25);
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    node.version = decide9() !== 0 ? keep(node, 'version') : refuse();
    if (decide3() !== 0) {
        node.title = decide3() !== 0 ? keep(node, 'title') : refuse();
    }
    if (decide11() !== 0) {
        skip(40);
        for (let next = decide10(); next !== 0; next = decide10()) {
            switch (next) {
                case 1: own(node, 'members', parseProperty()); break;
                case 2: own(node, 'members', parsePolicy()); break;
                case 3: own(node, 'members', parsePolicySetUse()); break;
            }
        }
        skip(42);
    }
    node.$to = to();
    return node;
}

function parsePolicy() {
    const node: any = { $type: 'Policy', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], type: undefined, options: [] };
    skip(27);
    node.type = decide2() !== 0 ? keep(node, 'type') : refuse();
    if (decide13() !== 0) {
        skip(40);
        while (decide12() !== 0) {
            own(node, 'options', parseProperty());
        }
        skip(42);
    }
    node.$to = to();
    return node;
}

function parsePolicySet() {
    const node: any = { $type: 'PolicySet', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], name: undefined, members: [] };
    skip(26);
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    skip(40);
    for (let next = decide14(); next !== 0; next = decide14()) {
        switch (next) {
            case 1: own(node, 'members', parsePolicy()); break;
            case 2: own(node, 'members', parsePolicySetUse()); break;
        }
    }
    skip(42);
    node.$to = to();
    return node;
}

function parsePolicySetUse() {
    const node: any = { $type: 'PolicySetUse', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], set: undefined };
    skip(36);
    node.set = decide2() !== 0 ? keep(node, 'set') : refuse();
    node.$to = to();
    return node;
}

function parseProperty() {
    const node: any = { $type: 'Property', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], key: undefined, value: undefined };
    node.key = decide2() !== 0 ? keep(node, 'key') : refuse();
    skip(6);
    own(node, 'value', parseValue());
    if (decide15() !== 0) {
        skip(3);
    }
    node.$to = to();
    return node;
}

function parseOwnProperty() {
    const node: any = { $type: 'Property', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], key: undefined, value: undefined };
    node.key = decide2() !== 0 ? keep(node, 'key') : refuse();
    skip(6);
    own(node, 'value', parseOwnValue());
    if (decide15() !== 0) {
        skip(3);
    }
    node.$to = to();
    return node;
}

function parseOwnValue() {
    switch (decide16()) {
        case 1: return parseStringValue();
        case 2: return parseRawValue();
        case 3: return parseTextValue();
        case 4: return parseNumberValue();
        case 5: return parseBooleanValue();
        case 6: return parseOwnSymbolValue();
        case 7: return parseListValue();
        case 8: return parseObjectValue();
        default: refuse();
    }
}

function parseOwnSymbolValue() {
    const node: any = { $type: 'SymbolValue', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], name: undefined };
    node.name = decide17() !== 0 ? keep(node, 'name') : refuse();
    node.$to = to();
    return node;
}

function parseValue() {
    switch (decide18()) {
        case 1: return parseStringValue();
        case 2: return parseRawValue();
        case 3: return parseTextValue();
        case 4: return parseNumberValue();
        case 5: return parseBooleanValue();
        case 6: return parseSymbolValue();
        case 7: return parseListValue();
        case 8: return parseObjectValue();
        default: refuse();
    }
}

function parseStringValue() {
    const node: any = { $type: 'StringValue', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], text: undefined };
    node.text = decide3() !== 0 ? keep(node, 'text') : refuse();
    node.$to = to();
    return node;
}

function parseRawValue() {
    const node: any = { $type: 'RawValue', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], text: undefined };
    node.text = decide19() !== 0 ? keep(node, 'text') : refuse();
    node.$to = to();
    return node;
}

function parseTextValue() {
    const node: any = { $type: 'TextValue', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], text: undefined };
    node.text = decide20() !== 0 ? keep(node, 'text') : refuse();
    node.$to = to();
    return node;
}

function parseNumberValue() {
    const node: any = { $type: 'NumberValue', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], text: undefined };
    node.text = decide21() !== 0 ? keep(node, 'text') : refuse();
    node.$to = to();
    return node;
}

function parseBooleanValue() {
    const node: any = { $type: 'BooleanValue', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], value: undefined };
    node.value = decide22() !== 0 ? keep(node, 'value') : refuse();
    node.$to = to();
    return node;
}

function parseSymbolValue() {
    const node: any = { $type: 'SymbolValue', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], name: undefined };
    node.name = decide23() !== 0 ? keep(node, 'name') : refuse();
    node.$to = to();
    return node;
}

function parseListValue() {
    const node: any = { $type: 'ListValue', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], items: [] };
    skip(9);
    while (decide24() !== 0) {
        own(node, 'items', parseValue());
        if (decide15() !== 0) {
            skip(3);
        }
    }
    skip(10);
    node.$to = to();
    return node;
}

function parseObjectValue() {
    const node: any = { $type: 'ObjectValue', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], properties: [] };
    skip(40);
    while (decide12() !== 0) {
        own(node, 'properties', parseProperty());
    }
    skip(42);
    node.$to = to();
    return node;
}

function parseQualifiedReference() {
    const node: any = { $type: 'QualifiedReference', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], organization: undefined, name: undefined, version: undefined };
    if (decide25() !== 0) {
        node.organization = decide2() !== 0 ? keep(node, 'organization') : refuse();
        skip(5);
    }
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    node.version = decide9() !== 0 ? keep(node, 'version') : refuse();
    node.$to = to();
    return node;
}

function parseApi() {
    const node: any = { $type: 'Api', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], state: undefined, access: undefined, name: undefined, version: undefined, title: undefined, members: [] };
    if (decide26() !== 0) {
        node.state = decide26() !== 0 ? keep(node, 'state') : refuse();
    }
    if (decide27() !== 0) {
        node.access = decide27() !== 0 ? keep(node, 'access') : refuse();
    }
    skip(11);
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    node.version = decide9() !== 0 ? keep(node, 'version') : refuse();
    if (decide3() !== 0) {
        node.title = decide3() !== 0 ? keep(node, 'title') : refuse();
    }
    if (decide29() !== 0) {
        skip(40);
        for (let next = decide28(); next !== 0; next = decide28()) {
            switch (next) {
                case 1: own(node, 'members', parseProperty()); break;
                case 2: own(node, 'members', parseOffer()); break;
                case 3: own(node, 'members', parsePolicy()); break;
                case 4: own(node, 'members', parsePolicySetUse()); break;
            }
        }
        skip(42);
    }
    node.$to = to();
    return node;
}

function parseOffer() {
    const node: any = { $type: 'Offer', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], plan: undefined, approval: false, approvedFor: [] };
    skip(22);
    own(node, 'plan', parseQualifiedReference());
    if (decide32() !== 0) {
        node.approval = (kind(0) === 39 ? keep(node, 'approval') : refuse()) !== '';
        skip(12);
        if (decide31() !== 0) {
            skip(18);
            own(node, 'approvedFor', parseQualifiedReference());
            while (decide30() !== 0) {
                skip(3);
                own(node, 'approvedFor', parseQualifiedReference());
            }
        }
    }
    node.$to = to();
    return node;
}

function parseClient() {
    const node: any = { $type: 'Client', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], retired: false, name: undefined, version: undefined, title: undefined, members: [] };
    if (decide33() !== 0) {
        node.retired = (kind(0) === 32 ? keep(node, 'retired') : refuse()) !== '';
    }
    skip(14);
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    node.version = decide9() !== 0 ? keep(node, 'version') : refuse();
    if (decide3() !== 0) {
        node.title = decide3() !== 0 ? keep(node, 'title') : refuse();
    }
    if (decide35() !== 0) {
        skip(40);
        for (let next = decide34(); next !== 0; next = decide34()) {
            switch (next) {
                case 1: own(node, 'members', parseProperty()); break;
                case 2: own(node, 'members', parseContract()); break;
                case 3: own(node, 'members', parsePolicy()); break;
                case 4: own(node, 'members', parsePolicySetUse()); break;
            }
        }
        skip(42);
    }
    node.$to = to();
    return node;
}

function parseContract() {
    const node: any = { $type: 'Contract', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], api: undefined, plan: undefined, attributes: [] };
    skip(15);
    own(node, 'api', parseQualifiedReference());
    skip(37);
    own(node, 'plan', parsePlanReference());
    if (decide13() !== 0) {
        skip(40);
        while (decide12() !== 0) {
            own(node, 'attributes', parseProperty());
        }
        skip(42);
    }
    node.$to = to();
    return node;
}

function parsePlanReference() {
    const node: any = { $type: 'PlanReference', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], name: undefined, version: undefined };
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    if (decide9() !== 0) {
        node.version = decide9() !== 0 ? keep(node, 'version') : refuse();
    }
    node.$to = to();
    return node;
}

function parsePolicyType() {
    const node: any = { $type: 'PolicyType', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], name: undefined, title: undefined, category: undefined, options: [] };
    skip(27);
    skip(35);
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    if (decide3() !== 0) {
        node.title = decide3() !== 0 ? keep(node, 'title') : refuse();
    }
    if (decide36() !== 0) {
        skip(6);
        node.category = decide2() !== 0 ? keep(node, 'category') : refuse();
    }
    if (decide13() !== 0) {
        skip(40);
        while (decide37() !== 0) {
            own(node, 'options', parseOptionType());
        }
        skip(42);
    }
    node.$to = to();
    return node;
}

function parseOptionType() {
    const node: any = { $type: 'OptionType', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], name: undefined, optional: false, secret: false, quoted: false, type: undefined, jsonName: undefined, default: undefined };
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    if (decide38() !== 0) {
        node.optional = (kind(0) === 8 ? keep(node, 'optional') : refuse()) !== '';
    }
    skip(6);
    if (decide39() !== 0) {
        node.secret = (kind(0) === 33 ? keep(node, 'secret') : refuse()) !== '';
    }
    if (decide40() !== 0) {
        node.quoted = (kind(0) === 31 ? keep(node, 'quoted') : refuse()) !== '';
    }
    own(node, 'type', parseType());
    if (decide41() !== 0) {
        skip(13);
        node.jsonName = decide3() !== 0 ? keep(node, 'jsonName') : refuse();
    }
    if (decide42() !== 0) {
        skip(7);
        own(node, 'default', parseValue());
    }
    if (decide15() !== 0) {
        skip(3);
    }
    node.$to = to();
    return node;
}

function parseType() {
    switch (decide43()) {
        case 1: return parseListType();
        case 2: return parseObjectType();
        case 3: return parseChoiceType();
        default: refuse();
    }
}

function parseListType() {
    const node: any = { $type: 'ListType', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], secret: false, element: undefined };
    skip(9);
    if (decide39() !== 0) {
        node.secret = (kind(0) === 33 ? keep(node, 'secret') : refuse()) !== '';
    }
    own(node, 'element', parseType());
    skip(10);
    node.$to = to();
    return node;
}

function parseObjectType() {
    const node: any = { $type: 'ObjectType', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], options: [] };
    skip(40);
    while (decide37() !== 0) {
        own(node, 'options', parseOptionType());
    }
    skip(42);
    node.$to = to();
    return node;
}

function parseChoiceType() {
    const node: any = { $type: 'ChoiceType', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], choices: [] };
    own(node, 'choices', parseChoice());
    while (decide44() !== 0) {
        skip(41);
        own(node, 'choices', parseChoice());
    }
    node.$to = to();
    return node;
}

function parseChoice() {
    const node: any = { $type: 'Choice', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], name: undefined, min: undefined, max: undefined, text: undefined, number: undefined };
    switch (decide45()) {
        case 1: node.name = decide2() !== 0 ? keep(node, 'name') : refuse(); if (decide47() !== 0) {     skip(1);     node.min = decide46() !== 0 ? keep(node, 'min') : refuse();     skip(4);     node.max = decide46() !== 0 ? keep(node, 'max') : refuse();     skip(2); } break;
        case 2: node.text = decide3() !== 0 ? keep(node, 'text') : refuse(); break;
        case 3: node.text = decide19() !== 0 ? keep(node, 'text') : refuse(); break;
        case 4: node.number = decide46() !== 0 ? keep(node, 'number') : refuse(); break;
        default: refuse();
    }
    node.$to = to();
    return node;
}

function parseParameter() {
    const node: any = { $type: 'Parameter', $container: undefined, $containerProperty: undefined, $containerIndex: undefined, $from: from(), $to: 0, $comment: commentInFront(), $places: [], secret: false, name: undefined, type: undefined, default: undefined };
    if (decide39() !== 0) {
        node.secret = (kind(0) === 33 ? keep(node, 'secret') : refuse()) !== '';
    }
    skip(24);
    node.name = decide2() !== 0 ? keep(node, 'name') : refuse();
    if (decide48() !== 0) {
        skip(6);
        own(node, 'type', parseType());
    }
    if (decide42() !== 0) {
        skip(7);
        own(node, 'default', parseValue());
    }
    node.$to = to();
    return node;
}

function decide1(): number {
    switch (kind(0)) {
        case 23: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 1;
                default: return 0;
            }
        case 24: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 2;
                default: return 0;
            }
        case 33: switch (kind(1)) {
                case 24: return 2;
                default: return 0;
            }
        case 26: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 3;
                default: return 0;
            }
        case 27: switch (kind(1)) {
                case 35: return 4;
                default: return 0;
            }
        default: return 0;
    }
}

function decide2(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 1;
        default: return 0;
    }
}

function decide3(): number {
    switch (kind(0)) {
        case 49: return 1;
        default: return 0;
    }
}

function decide4(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 20: case 31: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: switch (kind(1)) {
                case 6: return 1;
                default: return 0;
            }
        case 26: switch (kind(1)) {
                case 6: return 1;
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 6;
                default: return 0;
            }
        case 30: switch (kind(1)) {
                case 6: return 1;
                case 11: case 28: case 29: return 3;
                default: return 0;
            }
        case 32: switch (kind(1)) {
                case 6: return 1;
                case 11: case 28: case 29: return 3;
                case 14: return 4;
                default: return 0;
            }
        case 28: case 29: switch (kind(1)) {
                case 6: return 1;
                case 11: return 3;
                default: return 0;
            }
        case 19: switch (kind(1)) {
                case 6: return 1;
                case 25: return 2;
                default: return 0;
            }
        case 25: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 2;
                default: return 0;
            }
        case 11: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 3;
                default: return 0;
            }
        case 14: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 4;
                default: return 0;
            }
        case 21: switch (kind(1)) {
                case 49: return 5;
                default: return 0;
            }
        default: return 0;
    }
}

function decide5(): number {
    switch (kind(0)) {
        case 40: switch (kind(1)) {
                case 11: case 12: case 13: case 14: case 16: case 17: case 18: case 19: case 20: case 21: case 25: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 42: case 46: case 47: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide6(): number {
    switch (kind(0)) {
        case 16: case 20: case 38: return 1;
        default: return 0;
    }
}

function decide7(): number {
    switch (kind(0)) {
        case 3: switch (kind(1)) {
                case 16: case 20: case 38: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide8(): number {
    switch (kind(0)) {
        case 19: return 1;
        default: return 0;
    }
}

function decide9(): number {
    switch (kind(0)) {
        case 43: return 1;
        default: return 0;
    }
}

function decide10(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 37: case 38: case 39: case 46: case 47: switch (kind(1)) {
                case 6: return 1;
                default: return 0;
            }
        case 36: switch (kind(1)) {
                case 6: return 1;
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 3;
                default: return 0;
            }
        case 27: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 2;
                default: return 0;
            }
        default: return 0;
    }
}

function decide11(): number {
    switch (kind(0)) {
        case 40: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 27: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 42: case 46: case 47: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide12(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: switch (kind(1)) {
                case 6: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide13(): number {
    switch (kind(0)) {
        case 40: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 42: case 46: case 47: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide14(): number {
    switch (kind(0)) {
        case 27: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 1;
                default: return 0;
            }
        case 36: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 2;
                default: return 0;
            }
        default: return 0;
    }
}

function decide15(): number {
    switch (kind(0)) {
        case 3: return 1;
        default: return 0;
    }
}

function decide16(): number {
    switch (kind(0)) {
        case 49: return 1;
        case 50: return 2;
        case 48: return 3;
        case 44: case 45: return 4;
        case 17: case 34: return 5;
        case 12: case 13: case 16: case 18: case 20: case 26: case 31: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 6;
        case 9: switch (kind(1)) {
                case 9: case 10: case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 40: case 44: case 45: case 46: case 47: case 48: case 49: case 50: return 7;
                default: return 0;
            }
        case 40: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 42: case 46: case 47: return 8;
                default: return 0;
            }
        default: return 0;
    }
}

function decide17(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 18: case 20: case 26: case 31: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 1;
        default: return 0;
    }
}

function decide18(): number {
    switch (kind(0)) {
        case 49: return 1;
        case 50: return 2;
        case 48: return 3;
        case 44: case 45: return 4;
        case 17: case 34: return 5;
        case 12: case 13: case 16: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 6;
        case 9: switch (kind(1)) {
                case 9: case 10: case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 40: case 44: case 45: case 46: case 47: case 48: case 49: case 50: return 7;
                default: return 0;
            }
        case 40: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 42: case 46: case 47: return 8;
                default: return 0;
            }
        default: return 0;
    }
}

function decide19(): number {
    switch (kind(0)) {
        case 50: return 1;
        default: return 0;
    }
}

function decide20(): number {
    switch (kind(0)) {
        case 48: return 1;
        default: return 0;
    }
}

function decide21(): number {
    switch (kind(0)) {
        case 44: case 45: return 1;
        default: return 0;
    }
}

function decide22(): number {
    switch (kind(0)) {
        case 17: case 34: return 1;
        default: return 0;
    }
}

function decide23(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 1;
        default: return 0;
    }
}

function decide24(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 44: case 45: case 46: case 47: case 48: case 49: case 50: return 1;
        case 9: switch (kind(1)) {
                case 9: case 10: case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 40: case 44: case 45: case 46: case 47: case 48: case 49: case 50: return 1;
                default: return 0;
            }
        case 40: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 42: case 46: case 47: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide25(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: switch (kind(1)) {
                case 5: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide26(): number {
    switch (kind(0)) {
        case 30: case 32: return 1;
        default: return 0;
    }
}

function decide27(): number {
    switch (kind(0)) {
        case 28: case 29: return 1;
        default: return 0;
    }
}

function decide28(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 37: case 38: case 39: case 46: case 47: switch (kind(1)) {
                case 6: return 1;
                default: return 0;
            }
        case 36: switch (kind(1)) {
                case 6: return 1;
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 4;
                default: return 0;
            }
        case 22: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 2;
                default: return 0;
            }
        case 27: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 3;
                default: return 0;
            }
        default: return 0;
    }
}

function decide29(): number {
    switch (kind(0)) {
        case 40: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 22: case 26: case 27: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 42: case 46: case 47: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide30(): number {
    switch (kind(0)) {
        case 3: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide31(): number {
    switch (kind(0)) {
        case 18: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide32(): number {
    switch (kind(0)) {
        case 39: switch (kind(1)) {
                case 12: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide33(): number {
    switch (kind(0)) {
        case 32: return 1;
        default: return 0;
    }
}

function decide34(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 37: case 38: case 39: case 46: case 47: switch (kind(1)) {
                case 6: return 1;
                default: return 0;
            }
        case 36: switch (kind(1)) {
                case 6: return 1;
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 4;
                default: return 0;
            }
        case 15: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 2;
                default: return 0;
            }
        case 27: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 3;
                default: return 0;
            }
        default: return 0;
    }
}

function decide35(): number {
    switch (kind(0)) {
        case 40: switch (kind(1)) {
                case 12: case 13: case 15: case 16: case 17: case 18: case 19: case 20: case 26: case 27: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 42: case 46: case 47: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide36(): number {
    switch (kind(0)) {
        case 6: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide37(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: switch (kind(1)) {
                case 6: case 8: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide38(): number {
    switch (kind(0)) {
        case 8: return 1;
        default: return 0;
    }
}

function decide39(): number {
    switch (kind(0)) {
        case 33: return 1;
        default: return 0;
    }
}

function decide40(): number {
    switch (kind(0)) {
        case 31: return 1;
        default: return 0;
    }
}

function decide41(): number {
    switch (kind(0)) {
        case 13: switch (kind(1)) {
                case 49: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide42(): number {
    switch (kind(0)) {
        case 7: switch (kind(1)) {
                case 9: case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 40: case 44: case 45: case 46: case 47: case 48: case 49: case 50: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide43(): number {
    switch (kind(0)) {
        case 9: switch (kind(1)) {
                case 9: case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 40: case 45: case 46: case 47: case 49: case 50: return 1;
                default: return 0;
            }
        case 40: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 42: case 46: case 47: return 2;
                default: return 0;
            }
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 45: case 46: case 47: case 49: case 50: return 3;
        default: return 0;
    }
}

function decide44(): number {
    switch (kind(0)) {
        case 41: switch (kind(1)) {
                case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 45: case 46: case 47: case 49: case 50: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide45(): number {
    switch (kind(0)) {
        case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 46: case 47: return 1;
        case 49: return 2;
        case 50: return 3;
        case 45: return 4;
        default: return 0;
    }
}

function decide46(): number {
    switch (kind(0)) {
        case 45: return 1;
        default: return 0;
    }
}

function decide47(): number {
    switch (kind(0)) {
        case 1: switch (kind(1)) {
                case 45: return 1;
                default: return 0;
            }
        default: return 0;
    }
}

function decide48(): number {
    switch (kind(0)) {
        case 6: switch (kind(1)) {
                case 9: case 12: case 13: case 16: case 17: case 18: case 19: case 20: case 26: case 28: case 29: case 30: case 31: case 32: case 33: case 34: case 35: case 36: case 37: case 38: case 39: case 40: case 45: case 46: case 47: case 49: case 50: return 1;
                default: return 0;
            }
        default: return 0;
    }
}
