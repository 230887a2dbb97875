from ..tool import size

twice = size * 2
