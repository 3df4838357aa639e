import type { MessageName } from './dialect.ts';
import type { Uses } from './row.ts';

// biome-ignore format: table
/**
 * Where a form of the message wants another use of a field than the declaration of e-CIQ: inbound, outbound, packaging. What is required here is so
 * without a condition; what the form has no element for is nobody's duty.
 */
export const MESSAGE_USES: Readonly<Record<MessageName, Readonly<Partial<Record<string, Uses>>>>> = {
  dec: {
    category:                   'OO-',
    contactPerson:              'OO-',
    contactPhone:               'OO-',
    consigneeAddress:           'OO-',
    consignorCode:              'OR-',
    consignorAddress:           'OO-',
    declarantName:              'RR-',
    acceptingOrg:               'OO-',
    inspectionPlace:            '-O-',
    certificateOrg:             'OO-',
    portOrg:                    'OO-',
    destinationOrg:             'O--',
    tradeMode:                  'OO-',
    arrivalPort:                '-R-',
    shipmentDate:               '-O-',
    transitPort:                'R--',
    customsOffice:              'RR-',
    attachedDocuments:          'OO-',
    'goods.ciqCode':            'OO-',
    'goods.attributes':         'OO-',
    'goods.purpose':            'OO-',
    'goods.originPlace':        '-O-',
    'goods.quantity':           'RR-',
    'goods.quantityUnit':       'RR-',
    'goods.weight':             'OO-',
    'goods.packageQuantity':    'OO-',
    'goods.packageType':        'OO-',
    'goods.unitPrice':          'RR-',
    'goods.manufacturerNo':     '-O-',
    'goods.manufacturerName':   '-O-',
  },
};
