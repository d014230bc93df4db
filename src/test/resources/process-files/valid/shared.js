exports.prefix = 'shop'
exports.names = ['web', 'mail']
